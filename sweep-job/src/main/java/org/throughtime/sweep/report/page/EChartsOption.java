package org.throughtime.sweep.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.chart.Significant;

/**
 * A chart as an option of Apache ECharts, in maps and lists. {@code report.js} adds the functions,
 * and the colors, which depend on the theme. {@code kind} says what to add.
 */
final class EChartsOption {
  /** Curves of fewer points show them. */
  private static final int FEW = 25;

  private static final List<Object> DASHES =
      List.of("solid", "dashed", "dotted", List.of(10, 3, 2, 3));

  private EChartsOption() {}

  static Map<String, Object> of(Chart chart) {
    if (chart instanceof LineChart lines) {
      return lines(lines);
    }
    if (chart instanceof HistogramChart histogram) {
      return histogram(histogram);
    }
    if (chart instanceof HeatMap map) {
      return HeatMapOption.of(map);
    }
    if (chart instanceof IntervalChart intervals) {
      return intervals(intervals);
    }
    if (chart instanceof ScatterChart scatter) {
      return ScatterOption.of(scatter);
    }
    return parallel((ParallelCoordinates) chart);
  }

  private static Map<String, Object> lines(LineChart chart) {
    List<Object> series = new ArrayList<>();
    for (Points line : chart.lines()) {
      Map<String, Object> one = series("line", line.name(), points(line.x(), line.y(), chart.y()));
      one.put("showSymbol", line.size() < FEW);
      Look look = line.look().orElse(Look.of(series.size()));
      one.put("look", look.color());
      one.put("lineStyle", Map.of("width", 1.5, "type", dashes(look)));
      series.add(one);
    }
    Map<String, Object> option = plane("line", axis(chart.x()), axis(chart.y()), series);
    option.put("named", chart.named());
    return option;
  }

  private static Object dashes(Look look) {
    return DASHES.get(look.dashes());
  }

  private static Map<String, Object> histogram(HistogramChart chart) {
    List<Object> series = new ArrayList<>();
    for (HistogramChart.Bins bins : chart.samples()) {
      int n = bins.counts().length;
      List<Object> steps = new ArrayList<>();
      for (int i = 0; i <= n; i++) {
        steps.add(
            new Object[] {Significant.round(bins.edges()[i]), bins.counts()[Math.min(i, n - 1)]});
      }
      Map<String, Object> one = series("line", bins.name(), steps);
      one.put("step", "end");
      one.put("showSymbol", false);
      Look look = bins.look().orElse(Look.of(series.size()));
      one.put("look", look.color());
      // samples of one color are told apart by dashes, and by how dense they are
      boolean first = series.isEmpty() || bins.look().isEmpty();
      one.put("areaStyle", Map.of("opacity", first ? .45 : .15));
      one.put(
          "lineStyle", Map.of("width", 1, "type", bins.look().isEmpty() ? "solid" : dashes(look)));
      series.add(one);
    }
    return plane("histogram", axis(chart.x()), axis(chart.y()), series);
  }

  private static Map<String, Object> intervals(IntervalChart chart) {
    boolean listed = chart.listed();
    List<Object> series = new ArrayList<>();
    for (IntervalChart.Estimates estimates : chart.series()) {
      List<Object> values = new ArrayList<>();
      List<Object> ends = new ArrayList<>();
      for (int i = 0; i < estimates.at().length; i++) {
        double at = estimates.at()[i];
        double drawn = chart.beside(series.size() / 2, at);
        double low = Significant.round(estimates.low()[i]);
        double high = Significant.round(estimates.high()[i]);
        double value = Significant.round(estimates.value()[i]);
        Map<String, Object> datum = new LinkedHashMap<>();
        datum.put("value", pair(listed, drawn, value));
        datum.put("at", at);
        datum.put("low", low);
        datum.put("high", high);
        datum.put("note", estimates.notes().get(i));
        values.add(datum);
        ends.add(pair(listed, drawn, low));
        ends.add(pair(listed, drawn, high));
        ends.add(new String[] {"-", "-"});
      }
      Map<String, Object> marks = series(listed ? "bar" : "line", estimates.name(), values);
      if (listed) {
        marks.put("barMaxWidth", 16);
        marks.put("itemStyle", Map.of("opacity", .55));
      } else {
        marks.put("symbolSize", 8);
      }
      series.add(marks);
      Map<String, Object> bounds = series("line", estimates.name(), ends);
      bounds.put("symbol", "rect");
      bounds.put("symbolSize", listed ? new int[] {2, 10} : new int[] {10, 2});
      bounds.put("silent", true);
      bounds.put("lineStyle", Map.of("width", 1.5));
      bounds.put("tooltip", Map.of("show", false));
      series.add(bounds);
    }
    Map<String, Object> position = axis(chart.position());
    if (!listed) {
      return plane("interval", position, axis(chart.value()), series);
    }
    position.put("inverse", true);
    position.put("name", "");
    return plane("listed", axis(chart.value()), position, series);
  }

  private static Object[] pair(boolean listed, double at, double value) {
    return listed ? new Object[] {value, (int) at} : new Object[] {at, value};
  }

  private static Map<String, Object> parallel(ParallelCoordinates chart) {
    List<Object> axes = new ArrayList<>();
    for (Axis axis : chart.axes()) {
      Map<String, Object> one = axis(axis);
      one.put("dim", axes.size());
      one.put("nameLocation", "end");
      one.put("nameGap", 12);
      axes.add(one);
    }
    Axis colored = chart.axes().get(chart.color());
    Range range =
        colored.range().orElseGet(() -> new Range(0, Math.max(1, colored.categories().size())));
    Map<String, Object> one =
        series("parallel", "", chart.rows().stream().map(row -> cells(chart, row)).toList());
    one.put("lineStyle", Map.of("width", 1.5, "opacity", .7));
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("kind", "parallel");
    option.put("parallelAxis", axes);
    option.put("visualMap", colors(range, colored, chart.color()));
    option.put("series", List.of(one));
    return option;
  }

  private static List<Object> cells(ParallelCoordinates chart, double[] row) {
    return IntStream.range(0, row.length)
        .<Object>mapToObj(
            i -> {
              Axis axis = chart.axes().get(i);
              return axis.scale() == Axis.Scale.CATEGORY
                  ? axis.text(row[i])
                  : (Object) Significant.round(row[i]);
            })
        .toList();
  }

  static Map<String, Object> colors(Range range, Axis value, int dimension) {
    Map<String, Object> colors = new LinkedHashMap<>();
    colors.put("min", Significant.round(range.low()));
    colors.put("max", Significant.round(range.high()));
    colors.put("dimension", dimension);
    colors.put("inRange", Map.of("color", Palette.VIRIDIS));
    colors.put("name", value.title());
    return colors;
  }

  static Map<String, Object> plane(
      String kind, Map<String, Object> x, Map<String, Object> y, List<Object> series) {
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("kind", kind);
    option.put("xAxis", x);
    option.put("yAxis", y);
    option.put("series", series);
    return option;
  }

  static Map<String, Object> series(String type, String name, Object data) {
    Map<String, Object> series = new LinkedHashMap<>();
    series.put("type", type);
    series.put("name", name);
    series.put("data", data);
    return series;
  }

  static Map<String, Object> axis(Axis axis) {
    Map<String, Object> option = new LinkedHashMap<>();
    option.put("name", axis.title());
    switch (axis.scale()) {
      case LINEAR -> {
        option.put("type", "value");
        option.put("scale", true);
      }
      case LOG -> option.put("type", "log");
      case CATEGORY -> {
        option.put("type", "category");
        option.put("data", axis.categories());
      }
    }
    if (!axis.marks().isEmpty()) {
      option.put(
          "marks",
          axis.marks().stream()
              .map(mark -> Map.of("at", mark.at(), "label", mark.label()))
              .toList());
    }
    axis.range()
        .ifPresent(
            range -> {
              option.put("min", Significant.round(range.low()));
              option.put("max", Significant.round(range.high()));
            });
    return option;
  }

  /** Points, with a gap where a value is not finite, or cannot be shown by its logarithm. */
  private static List<Object> points(double[] x, double[] y, Axis axis) {
    return IntStream.range(0, x.length)
        .<Object>mapToObj(
            i ->
                Double.isFinite(y[i]) && (axis.scale() != Axis.Scale.LOG || y[i] > 0)
                    ? new double[] {x[i], Significant.round(y[i])}
                    : new Object[] {x[i], "-"})
        .toList();
  }
}
