package org.throughtime.sweep.chart;

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
