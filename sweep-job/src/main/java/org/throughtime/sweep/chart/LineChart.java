package org.throughtime.sweep.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Curves over a common quantity.
 *
 * @param title one line
 * @param x what the curves are over
 * @param y what they show
 * @param lines at least one
 */
public record LineChart(String title, Axis x, Axis y, List<Points> lines) implements Chart {
  private static final int MOST_NAMES = 8;

  public LineChart {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(title + ": a line chart has a line");
    }
    x = x.readable(lines.stream().flatMapToDouble(line -> Arrays.stream(line.x())));
    y = y.readable(lines.stream().flatMapToDouble(line -> Arrays.stream(line.y())));
  }

  /** Whether the names of its lines say more than its axis does. */
  public boolean named() {
    return lines.size() > 1 || !lines.get(0).name().equals(y.label());
  }

  /** Which lines lie exactly on each other, so that only the last one is seen. */
  @Override
  public String note() {
    List<List<Points>> groups = new ArrayList<>();
    for (Points line : lines) {
      groups.stream()
          .filter(group -> coincide(group.get(0), line))
          .findFirst()
          .orElseGet(
              () -> {
                groups.add(new ArrayList<>());
                return groups.get(groups.size() - 1);
              })
          .add(line);
    }
    return groups.stream()
        .filter(group -> group.size() > 1)
        .map(group -> names(group) + " coincide")
        .collect(Collectors.joining("; "));
  }

  private static boolean coincide(Points one, Points other) {
    return Arrays.equals(one.x(), other.x()) && Arrays.equals(one.y(), other.y());
  }

  private String names(List<Points> group) {
    if (group.size() > MOST_NAMES) {
      return group.size() + " of " + lines.size() + " lines";
    }
    List<String> names = group.stream().map(Points::name).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  @Override
  public String description() {
    return "Line chart of "
        + y.title()
        + " over "
        + x.title()
        + ": "
        + lines.stream().map(line -> line.words(y)).collect(Collectors.joining("; "))
        + ".";
  }
}
