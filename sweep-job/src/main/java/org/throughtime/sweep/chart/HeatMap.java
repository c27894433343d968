package org.throughtime.sweep.chart;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Values as colors over two quantities.
 *
 * @param title one line
 * @param x quantity to the right
 * @param y quantity upwards
 * @param value what colors show
 * @param xs where the columns stand: of a category axis 0, 1, ...
 * @param ys likewise the rows
 * @param values a row for each of {@code ys}, with a value for each of {@code xs}; NaN where there
 *     is none
 */
public record HeatMap(
    String title, Axis x, Axis y, Axis value, double[] xs, double[] ys, float[][] values)
    implements Chart {
  public HeatMap {
    if (xs.length == 0 || ys.length == 0 || values.length != ys.length) {
      throw new IllegalArgumentException(
          title + ": " + values.length + " rows for " + ys.length + " places");
    }
    for (float[] row : values) {
      if (row.length != xs.length) {
        throw new IllegalArgumentException(
            title + ": " + row.length + " values for " + xs.length + " columns");
      }
    }
  }

  /**
   * What the colors span: the value axis' range, else that of the values, widened where it could
   * not be read; 0 to 1 where there is none.
   */
  public Range colors() {
    return value.range().or(() -> extent().map(Range::readable)).orElse(new Range(0, 1));
  }

  /** Extent of the values; empty where there is none. */
  public Optional<Range> extent() {
    return Range.of(
        Arrays.stream(values).flatMapToDouble(row -> doubles(row)).filter(Double::isFinite));
  }

  private static DoubleStream doubles(float[] row) {
    return IntStream.range(0, row.length).mapToDouble(i -> row[i]);
  }

  @Override
  public String description() {
    return "Heat map of "
        + value.title()
        + ", "
        + span(x, "to the right", xs)
        + ", "
        + span(y, "upwards", ys)
        + extent()
            .map(
                range ->
                    ": lowest "
                        + value.text(range.low())
                        + ", highest "
                        + value.text(range.high())
                        + ".")
            .orElse(": no finite value.");
  }

  private static String span(Axis axis, String direction, double[] values) {
    String first = axis.text(values[0]);
    String last = axis.text(values[values.length - 1]);
    return "%s %s from %s to %s".formatted(axis.title(), direction, first, last);
  }
}
