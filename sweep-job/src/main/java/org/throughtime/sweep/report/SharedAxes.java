package org.throughtime.sweep.report;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;

/** Gives charts of one kind the same axes, so that a reader can compare them. */
final class SharedAxes {
  private SharedAxes() {}

  /**
   * The charts with axes that hold what all of them show.
   *
   * @param charts of one kind
   */
  static List<Chart> of(List<Chart> charts) {
    if (charts.isEmpty()) {
      return charts;
    }
    if (charts.get(0) instanceof LineChart) {
      return lines(charts.stream().map(LineChart.class::cast).toList());
    }
    if (charts.get(0) instanceof HistogramChart) {
      return histograms(charts.stream().map(HistogramChart.class::cast).toList());
    }
    if (charts.get(0) instanceof HeatMap) {
      return maps(charts.stream().map(HeatMap.class::cast).toList());
    }
    throw new IllegalArgumentException("no shared axes for " + charts.get(0).getClass());
  }

  private static List<Chart> lines(List<LineChart> charts) {
    Optional<Range> x = Range.of(points(charts, Points::x));
    Optional<Range> y =
        charts.get(0).y().scale() == Axis.Scale.LOG
            ? Range.ofPositive(points(charts, Points::y)).map(Range::decades)
            : given(charts).or(() -> Range.of(points(charts, Points::y)).map(Range::rounded));
    return charts.stream()
        .<Chart>map(c -> new LineChart(c.title(), c.x().within(x), c.y().within(y), c.lines()))
        .toList();
  }

  /** The range that all of them were given; one that only few values stand behind is no such. */
  private static Optional<Range> given(List<LineChart> charts) {
    Optional<Range> first = charts.get(0).y().range();
    return charts.stream().allMatch(chart -> chart.y().range().equals(first))
        ? first
        : Optional.empty();
  }

  private static DoubleStream points(List<LineChart> charts, Function<Points, double[]> which) {
    return charts.stream()
        .flatMap(chart -> chart.lines().stream())
        .flatMapToDouble(line -> Arrays.stream(which.apply(line)));
  }

  private static List<Chart> histograms(List<HistogramChart> charts) {
    Optional<Range> x =
        Range.of(
                charts.stream()
                    .flatMap(chart -> chart.samples().stream())
                    .flatMapToDouble(bins -> Arrays.stream(bins.edges())))
            .map(Range::rounded);
    long most =
        charts.stream()
            .flatMap(chart -> chart.samples().stream())
            .flatMapToLong(bins -> Arrays.stream(bins.counts()))
            .max()
            .orElse(1);
    return charts.stream()
        .<Chart>map(
            c ->
                new HistogramChart(
                    c.title(),
                    c.x().within(x),
                    c.y().within(Optional.of(new Range(0, most).rounded())),
                    c.samples()))
        .toList();
  }

  private static List<Chart> maps(List<HeatMap> charts) {
    Optional<Range> colors =
        charts.stream().flatMap(map -> map.extent().stream()).reduce(Range::and);
    HeatMap widest =
        charts.stream()
            .max(Comparator.comparingDouble((HeatMap map) -> map.xs()[map.xs().length - 1]))
            .orElseThrow();
    HeatMap highest =
        charts.stream()
            .max(Comparator.comparingDouble((HeatMap map) -> map.ys()[map.ys().length - 1]))
            .orElseThrow();
    HeatMap places =
        new HeatMap(
            "",
            widest.x(),
            highest.y(),
            widest.value(),
            widest.xs(),
            highest.ys(),
            new float[highest.ys().length][widest.xs().length]);
    return charts.stream()
        .map(map -> ProfileMap.onPlacesOf(places, map))
        .<Chart>map(
            m ->
                new HeatMap(
                    m.title(), m.x(), m.y(), m.value().within(colors), m.xs(), m.ys(), m.values()))
        .toList();
  }
}
