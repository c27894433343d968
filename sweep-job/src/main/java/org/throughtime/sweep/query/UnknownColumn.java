package org.throughtime.sweep.query;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.throughtime.sweep.config.value.NearestName;

/**
 * A name in a statement that is no column there.
 *
 * @param name as the statement writes it, with a qualifier if it has one
 * @param statement that names it
 * @param proposed the columns that Spark takes for similar, most of which are not
 */
record UnknownColumn(String name, Statement statement, List<String> proposed) {
  private static final int MOST_SUGGESTED = 3;

  /** A shorter name is a part of too many others. */
  private static final int LEAST_SHARED = 4;

  /** What text without quotes stands behind. */
  private static final String COMPARED =
      "(?is).*(?:=|<>|\\blike\\s|\\bin\\s*\\([^()]*)\\s*`?%s\\b.*";

  UnknownColumn {
    proposed = List.copyOf(proposed);
  }

  /** What to write in its place. */
  String remedy() {
    List<String> misspelled = known(NearestName::isNear);
    if (misspelled.isEmpty() && isText()) {
      return "if it is text, write '" + name + "' in quotes";
    }
    List<String> near = misspelled.isEmpty() ? known(UnknownColumn::shares) : misspelled;
    return near.isEmpty() ? lists() : "did you mean " + String.join(", ", near) + "? " + lists();
  }

  /** The columns there that resemble the name. */
  private List<String> known(BiPredicate<String, String> resembles) {
    String own = name.substring(name.lastIndexOf('.') + 1);
    Set<String> known = new LinkedHashSet<>();
    Map<String, List<String>> columns = SweepSql.views();
    views().forEach(view -> known.addAll(columns.get(view)));
    proposed.forEach(column -> known.add(column.substring(column.lastIndexOf('.') + 1)));
    known.remove("");
    return known.stream()
        .filter(column -> resembles.test(own, column))
        .limit(MOST_SUGGESTED)
        .toList();
  }

  private static boolean shares(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    return shorter >= LEAST_SHARED && (one.contains(other) || other.contains(one));
  }

  private boolean isText() {
    return statement.text().matches(COMPARED.formatted(Pattern.quote(name)));
  }

  private List<String> views() {
    return SweepViews.NAMES.stream().filter(statement.words()::contains).toList();
  }

  private String lists() {
    List<String> views = views();
    String view = views.size() == 1 ? views.get(0) : "VIEW";
    return "DESCRIBE " + view + " lists the columns";
  }
}
