package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.text.similarity.DamerauLevenshteinDistance;

/** Refuses unknown names, and suggests the name that a misspelled one resembles most. */
public final class NearestName {
  /** As many as there are commands, at least. */
  private static final int MOST_SHOWN = 13;

  /** The hyphens before an option, and the end of a file's name. */
  private static final Pattern SHARED = Pattern.compile("^-+|\\.(conf|sql)$");

  private NearestName() {}

  /**
   * Refuses keys that are not known.
   *
   * @param none says that there is no such key, in front of it: {@code there is no flag}
   * @param values by key
   * @param known every key that there can be
   * @throws ConfigurationException where there is another
   */
  public static void require(String none, Map<String, ConfigValue> values, List<String> known) {
    // An object of HOCON has no order; the first line of the file is where its writer looks first.
    values.entrySet().stream()
        .filter(entry -> !known.contains(entry.getKey()))
        .min(Comparator.comparingInt(entry -> entry.getValue().origin().lineNumber()))
        .ifPresent(
            first -> {
              throw new ConfigurationException(
                  first.getValue(), none + " " + unknown(first.getKey(), known));
            });
  }

  /** An unknown name, and behind it {@link #hint what would be right}. */
  public static String unknown(String given, Collection<String> known) {
    return given + "; " + hint(given, known);
  }

  /**
   * Continues an error's sentence with what would be right.
   *
   * @param given the name that is not known
   * @param known the names that are, in the order in which they are listed
   * @return "did you mean X?" where one is close, else a list of what is known
   */
  public static String hint(String given, Collection<String> known) {
    if (known.isEmpty()) {
      return "there are none";
    }
    Optional<String> nearest = nearest(given, known);
    if (nearest.isPresent()) {
      return "did you mean " + nearest.get() + "?";
    }
    String list = String.join(", ", known.stream().limit(MOST_SHOWN).toList());
    return "known: " + list + (known.size() > MOST_SHOWN ? ", ..." : "");
  }

  /** The name that was most likely meant; empty if none is close. */
  public static Optional<String> nearest(String given, Collection<String> known) {
    List<String> begun = known.stream().filter(k -> lower(k).startsWith(lower(given))).toList();
    return begun.size() == 1
        ? Optional.of(begun.get(0))
        : known.stream()
            .min(Comparator.comparingInt(k -> edits(given, k)))
            .filter(k -> isNear(given, k));
  }

  /** Whether a name can be another one misspelled. */
  public static boolean isNear(String given, String known) {
    return edits(given, known) <= 1 + own(known).length() / 4;
  }

  /** Of their own parts alone: what all names share brings none nearer to another. */
  private static int edits(String given, String known) {
    return new DamerauLevenshteinDistance().apply(own(given), own(known));
  }

  private static String own(String name) {
    return SHARED.matcher(lower(name)).replaceAll("");
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
