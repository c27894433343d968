package org.throughtime.sweep.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the name that a misspelt one was meant to be. */
public final class NearestName {
  private static final int MOST_SHOWN = 12;

  private NearestName() {}

  /**
   * Continues an error's sentence with what would be right.
   *
   * @param given the name that is not known
   * @param known the names that are, in the order in which they are listed
   * @return "did you mean X?" where one is close, else a list of what is known
   */
  public static String hint(String given, Collection<String> known) {
    Optional<String> nearest = known.stream().min(Comparator.comparingInt(k -> edits(given, k)));
    if (nearest.isEmpty()) {
      return "there are none";
    }
    if (isNear(given, nearest.get())) {
      return "did you mean " + nearest.get() + "?";
    }
    String list = String.join(", ", known.stream().limit(MOST_SHOWN).toList());
    return "known: " + list + (known.size() > MOST_SHOWN ? ", ..." : "");
  }

  private static boolean isNear(String given, String known) {
    String a = given.toLowerCase(Locale.ROOT);
    String b = known.toLowerCase(Locale.ROOT);
    boolean beginning = a.length() >= 3 && (b.startsWith(a) || a.startsWith(b));
    return beginning || edits(given, known) <= Math.max(1, known.length() / 2);
  }

  private static int edits(String given, String known) {
    return LevenshteinDistance.getDefaultInstance()
        .apply(given.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT));
  }
}
