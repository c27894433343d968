package org.throughtime.sweep.chart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One line per row, across one axis for each metric of the row.
 *
 * @param title one line
 * @param axes at least two, each with a range or categories
 * @param rows each with a value for every axis
 * @param color which of the axes colors the lines
 */
public record ParallelCoordinates(String title, List<Axis> axes, List<double[]> rows, int color)
    implements Chart {
  public ParallelCoordinates {
    axes = List.copyOf(axes);
    rows = List.copyOf(rows);
    int width = axes.size();
    if (width < 2 || color < 0 || color >= width) {
      throw new IllegalArgumentException(
          title + ": must have at least two axes, one of them for the color");
    }
    if (rows.stream().anyMatch(row -> row.length != width)) {
      throw new IllegalArgumentException(title + ": every row has a value for every axis");
    }
    for (Axis axis : axes) {
      if (axis.scale() != Axis.Scale.CATEGORY && axis.range().isEmpty()) {
        throw new IllegalArgumentException(title + ": axis " + axis.label() + " has no range");
      }
    }
  }

  /** Where a value lies on an axis, from 0 to 1. */
  public static double share(Axis axis, double value) {
    return switch (axis.scale()) {
      case CATEGORY -> axis.categories().size() == 1 ? .5 : value / (axis.categories().size() - 1);
      case LINEAR -> axis.range().orElseThrow().share(value);
      case LOG -> {
        Range range = axis.range().orElseThrow();
        yield new Range(Math.log(range.low()), Math.log(range.high())).share(Math.log(value));
      }
    };
  }

  @Override
  public String description() {
    return "Parallel coordinates of "
        + rows.size()
        + " rows over "
        + axes.stream().map(Axis::title).collect(Collectors.joining(", "))
        + "; colors show "
        + axes.get(color).title()
        + ".";
  }
}
