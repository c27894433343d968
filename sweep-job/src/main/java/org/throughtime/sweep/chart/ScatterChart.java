package org.throughtime.sweep.chart;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Points over two quantities, in no order.
 *
 * @param title one line
 * @param x quantity to the right
 * @param y quantity upwards
 * @param series at least one
 * @param equalUnits whether a unit is as long upwards as to the right, so that a circle is round:
 *     then both axes have a range, and the shorter one is widened
 */
public record ScatterChart(String title, Axis x, Axis y, List<Marks> series, boolean equalUnits)
    implements Chart {
  /** How the points of a series are drawn. */
  public enum Style {
    /** As discs. */
    FILLED,
    /** As circles. */
    OPEN,
    /** As open diamonds. */
    DIAMOND,
    /** Joined by a line in their order; a point that is not finite breaks the line. */
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
   * @param look whose color they have; empty where their place among the series decides
   */
  public record Marks(
      String name, double[] x, double[] y, List<String> notes, Style style, Optional<Look> look) {
    public Marks {
      notes = List.copyOf(notes);
      if (x.length != y.length || !(notes.isEmpty() || notes.size() == x.length)) {
        throw new IllegalArgumentException(
            name + ": " + x.length + " x, " + y.length + " y, " + notes.size() + " notes");
      }
    }

    /** Points in the color of their place. */
    public Marks(String name, double[] x, double[] y, List<String> notes, Style style) {
      this(name, x, y, notes, style, Optional.empty());
    }

    private String words() {
      long points = IntStream.range(0, x.length).filter(i -> Double.isFinite(y[i])).count();
      return name + ", " + points + (points == 1 ? " point" : " points");
    }
  }

  public ScatterChart {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException(title + ": a scatter chart has a series");
    }
    if (equalUnits && (x.range().isEmpty() || y.range().isEmpty())) {
      throw new IllegalArgumentException(title + ": axes with equal units have ranges");
    }
    x = x.readable(series.stream().flatMapToDouble(marks -> Arrays.stream(marks.x())));
    y = y.readable(series.stream().flatMapToDouble(marks -> Arrays.stream(marks.y())));
  }

  /** A chart whose axes have units of their own. */
  public ScatterChart(String title, Axis x, Axis y, List<Marks> series) {
    this(title, x, y, series, false);
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
        + series.stream().map(Marks::words).collect(Collectors.joining("; "))
        + ".";
  }
}
