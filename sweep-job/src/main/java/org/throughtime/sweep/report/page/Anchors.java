package org.throughtime.sweep.report.page;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Ids that links to charts lead to: made of titles, so that they stay when charts are added. */
final class Anchors {
  private final Set<String> given = new HashSet<>();

  /** An id for a title, which nothing else on the page has. */
  String of(String title) {
    String words =
        title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String id = "fig-" + words;
    for (int i = 2; !given.add(id); i++) {
      id = "fig-" + words + "-" + i;
    }
    return id;
  }
}
