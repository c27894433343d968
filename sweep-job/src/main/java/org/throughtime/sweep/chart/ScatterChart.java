package org.throughtime.sweep.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Points over two quantities, in no order.
 *
 * @param title one line
 * @param x quantity to the right
 * @param y quantity upwards
 * @param series at least one
 */
public record ScatterChart(String title, Axis x, Axis y, List<Marks> series) implements Chart {
  /** How the points of a series are drawn. */
  public enum Style {
    /** As discs. */
    FILLED,
    /** As circles. */
    OPEN,
    /** Joined by a line in their order. */
    LINE
  }

  /**
   * Points of one kind.
   *
   * @param name of the kind
   * @param x one for each point
   * @param y one for each point
   * @param notes on each, such as the name of a run; empty where there are none
   * @param style how they are drawn
   */
  public record Marks(String name, double[] x, double[] y, List<String> notes, Style style) {
    public Marks {
      notes = List.copyOf(notes);
      if (x.length != y.length || !(notes.isEmpty() || notes.size() == x.length)) {
        throw new IllegalArgumentException(
            name + ": " + x.length + " x, " + y.length + " y, " + notes.size() + " notes");
      }
    }
  }

  public ScatterChart {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException(title + ": a scatter chart has a series");
    }
    x = x.readable(series.stream().flatMapToDouble(marks -> Arrays.stream(marks.x())));
    y = y.readable(series.stream().flatMapToDouble(marks -> Arrays.stream(marks.y())));
  }

  /** Whether the names of its series say more than its axis does. */
  public boolean named() {
    return series.size() > 1 || !series.get(0).name().equals(y.label());
  }

  @Override
  public String description() {
    return "Scatter chart of "
        + y.title()
        + " over "
        + x.title()
        + ": "
        + series.stream()
            .map(
                marks ->
                    marks.name()
                        + ", "
                        + marks.x().length
                        + (marks.x().length == 1 ? " point" : " points"))
            .collect(Collectors.joining("; "))
        + ".";
  }
}
