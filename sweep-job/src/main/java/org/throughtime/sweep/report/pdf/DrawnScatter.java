package org.throughtime.sweep.report.pdf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.ScatterChart;

/** Points over two quantities, and lines that join points in their order. */
final class DrawnScatter {
  private static final Color BACKGROUND = Color.decode(Palette.LIGHT.background());
  private static final Shape DISC = new Ellipse2D.Double(-2, -2, 4, 4);
  private static final Shape RING = new Ellipse2D.Double(-2.7, -2.7, 5.4, 5.4);
  private static final Shape DIAMOND = diamond(3.7);

  private DrawnScatter() {}

  private static Shape shape(ScatterChart.Style style) {
    return switch (style) {
      case FILLED, LINE -> DISC;
      case OPEN -> RING;
      case DIAMOND -> DIAMOND;
    };
  }

  private static Shape diamond(double half) {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -half);
    path.lineTo(half, 0);
    path.lineTo(0, half);
    path.lineTo(-half, 0);
    path.closePath();
    return path;
  }

  static XYPlot plot(ScatterChart chart) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setUseFillPaint(true);
    for (ScatterChart.Marks marks : chart.series()) {
      int index = data.getSeriesCount();
      boolean line = marks.style() == ScatterChart.Style.LINE;
      data.addSeries(series(marks));
      Color color = DrawnChart.color(marks.look().orElse(Look.of(index)));
      renderer.setSeriesPaint(index, line ? faint(color) : color);
      renderer.setSeriesStroke(index, new BasicStroke(line ? .6f : .8f));
      renderer.setSeriesLinesVisible(index, line);
      renderer.setSeriesShapesVisible(index, !line);
      renderer.setSeriesFillPaint(
          index, marks.style() == ScatterChart.Style.FILLED ? color : BACKGROUND);
      renderer.setSeriesShape(index, shape(marks.style()));
    }
    ValueAxis x = DrawnAxis.of(chart.x());
    XYPlot plot =
        chart.equalUnits()
            ? new EqualUnitsPlot(data, x, DrawnAxis.of(chart.y()), renderer)
            : new XYPlot(data, x, DrawnAxis.withMargin(chart.y()), renderer);
    // points lie on the lines before them
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    return DrawnChart.marked(plot, chart.x(), chart.y());
  }

  /** Of lines, so that points on them stand out. */
  private static Color faint(Color color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 150);
  }

  private static XYSeries series(ScatterChart.Marks marks) {
    XYSeries series = new XYSeries(marks.name(), false, true);
    double last = 0;
    for (int i = 0; i < marks.x().length; i++) {
      if (Double.isFinite(marks.x()[i]) && Double.isFinite(marks.y()[i])) {
        last = marks.x()[i];
        series.add(last, marks.y()[i]);
      } else if (i > 0) {
        series.add(last, Double.NaN); // where a line breaks
      }
    }
    return series;
  }
}
