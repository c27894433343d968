package org.throughtime.sweep.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Estimates with their intervals of uncertainty.
 *
 * @param title one line
 * @param position what is estimated for: names are listed downwards, numbers go to the right
 * @param value what is estimated
 * @param series at least one
 */
public record IntervalChart(String title, Axis position, Axis value, List<Estimates> series)
    implements Chart {
  /**
   * Estimates of one kind.
   *
   * @param name of the kind
   * @param at where on the position axis
   * @param value the estimates
   * @param low lower ends of their intervals
   * @param high upper ends
   * @param notes on each, such as what it was counted from
   */
  public record Estimates(
      String name, double[] at, double[] value, double[] low, double[] high, List<String> notes) {
    public Estimates {
      notes = List.copyOf(notes);
      int n = at.length;
      if (value.length != n || low.length != n || high.length != n || notes.size() != n) {
        throw new IllegalArgumentException(name + ": estimates and their intervals differ in size");
      }
    }

    private String words(Axis position, Axis axis) {
      return (name.isEmpty() ? "" : name + ": ")
          + IntStream.range(0, at.length)
              .mapToObj(i -> position.text(at[i]) + " " + axis.text(value[i]))
              .limit(MOST_WORDS)
              .collect(Collectors.joining(", "))
          + (at.length > MOST_WORDS ? " and " + (at.length - MOST_WORDS) + " more" : "");
    }
  }

  private static final int MOST_WORDS = 12;

  /** Of the position axis. */
  private static final double BESIDE = .015;

  public IntervalChart {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException(title + ": an interval chart has a series");
    }
    position = position.readable(series.stream().flatMapToDouble(s -> Arrays.stream(s.at())));
    value =
        value.readable(
            series.stream()
                .flatMapToDouble(
                    s -> DoubleStream.concat(Arrays.stream(s.low()), Arrays.stream(s.high()))));
  }

  /** Whether positions are names, one below the other. */
  public boolean listed() {
    return position.scale() == Axis.Scale.CATEGORY;
  }

  /**
   * Where an estimate is drawn: series stand a little beside each other, so that the interval of
   * one does not hide another's.
   *
   * @param index of the series
   * @param at where on the position axis it belongs
   */
  public double beside(int index, double at) {
    double span = position.range().map(range -> range.high() - range.low()).orElse(0.0);
    return at + (index - (series.size() - 1) / 2.0) * BESIDE * span;
  }

  @Override
  public String description() {
    return (listed() ? "Bars" : "Lines")
        + " with intervals of "
        + value.title()
        + " by "
        + position.title()
        + ": "
        + series.stream().map(s -> s.words(position, value)).collect(Collectors.joining("; "))
        + ".";
  }
}
