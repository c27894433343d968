package org.throughtime.sweep.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.chart.Significant;

/** A scatter chart as an option of Apache ECharts. */
final class ScatterOption {
  private static final String NONE = "-";

  private ScatterOption() {}

  static Map<String, Object> of(ScatterChart chart) {
    List<Object> series = new ArrayList<>();
    for (ScatterChart.Marks marks : chart.series()) {
      boolean line = marks.style() == ScatterChart.Style.LINE;
      Map<String, Object> one =
          EChartsOption.series(line ? "line" : "scatter", marks.name(), data(marks));
      one.put("look", marks.look().orElse(Look.of(series.size())).color());
      if (line) {
        one.put("showSymbol", false);
        one.put("z", 2); // that of points, so that they lie on the lines before them
        one.put("lineStyle", Map.of("width", 1, "opacity", .6));
      } else {
        boolean diamond = marks.style() == ScatterChart.Style.DIAMOND;
        one.put("symbol", diamond ? "diamond" : "circle");
        one.put("symbolSize", marks.style() == ScatterChart.Style.FILLED ? 8 : diamond ? 13 : 11);
        one.put("hollow", marks.style() != ScatterChart.Style.FILLED);
      }
      series.add(one);
    }
    Map<String, Object> option =
        EChartsOption.plane(
            "scatter", EChartsOption.axis(chart.x()), EChartsOption.axis(chart.y()), series);
    option.put("named", chart.named());
    if (chart.equalUnits()) {
      option.put("equalUnits", true);
    }
    return option;
  }

  private static List<Object> data(ScatterChart.Marks marks) {
    List<Object> data = new ArrayList<>();
    for (int i = 0; i < marks.x().length; i++) {
      Object point = point(marks.x()[i], marks.y()[i]);
      if (marks.notes().isEmpty()) {
        data.add(point);
      } else {
        Map<String, Object> noted = new LinkedHashMap<>();
        noted.put("value", point);
        noted.put("note", marks.notes().get(i));
        data.add(noted);
      }
    }
    return data;
  }

  private static Object point(double x, double y) {
    return Double.isFinite(x) && Double.isFinite(y)
        ? new double[] {Significant.round(x), Significant.round(y)}
        : new String[] {NONE, NONE};
  }
}
