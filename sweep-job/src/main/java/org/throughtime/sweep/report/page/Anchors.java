package org.throughtime.sweep.report.page;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Ids for links to charts. They are made from titles without the iteration at the end, so that they
 * stay the same while a sweep trains.
 */
final class Anchors {
  private static final Pattern ITERATION = Pattern.compile("(,| at) iteration \\d+$");

  private final Set<String> given = new HashSet<>();

  /** An id for a title, which nothing else on the page has. */
  String of(String title) {
    String words =
        ITERATION
            .matcher(title)
            .replaceFirst("")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    String id = "fig-" + words;
    for (int i = 2; !given.add(id); i++) {
      id = "fig-" + words + "-" + i;
    }
    return id;
  }
}
