package org.throughtime.sweep.report.pdf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.Arrays;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
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

/** A chart as JFreeChart draws it, in the light palette and without its title. */
final class DrawnChart {
  static final Font FONT = Fonts.text(9);

  /** Of axes, which are short where charts are small. */
  static final Font LABELS = FONT.deriveFont(8f);

  private static final float[][] DASHES = {null, {5, 3}, {1.5f, 2.5f}, {7, 2.5f, 1.5f, 2.5f}};
  private static final float[] MARK_DASH = {4, 3};
  private static final Color TRANSPARENT = new Color(0, 0, 0, 0);

  /** How opaque bars are; those of a further sample of the same color are light. */
  private static final int DENSE = 170;

  private static final int LIGHT = 70;

  /** Curves of fewer points show them. */
  private static final int FEW = 25;

  /** Long enough for every dash to be seen in the legend. */
  private static final Line2D LEGEND = new Line2D.Double(-13, 0, 13, 0);

  private DrawnChart() {}

  static JFreeChart of(Chart chart) {
    if (chart instanceof LineChart lines) {
      return chart(lines(lines), lines.named());
    }
    if (chart instanceof HistogramChart histogram) {
      return chart(histogram(histogram), histogram.samples().size() > 1);
    }
    if (chart instanceof HeatMap map) {
      return DrawnHeatMap.of(map);
    }
    if (chart instanceof IntervalChart intervals) {
      return chart(intervals(intervals), intervals.series().size() > 1);
    }
    if (chart instanceof ScatterChart scatter) {
      return chart(DrawnScatter.plot(scatter), scatter.named());
    }
    return DrawnParallel.of((ParallelCoordinates) chart);
  }

  static JFreeChart chart(XYPlot plot, boolean legend) {
    plot.setBackgroundPaint(null);
    plot.setOutlinePaint(null);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Color.decode(Palette.LIGHT.grid()));
    plot.setRangeGridlineStroke(new BasicStroke(.6f));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    JFreeChart chart = new JFreeChart(null, FONT, plot, legend);
    chart.setBackgroundPaint(null);
    chart.setPadding(new RectangleInsets(4, 2, 2, 6));
    if (legend) {
      chart.getLegend().setItemFont(FONT);
      chart.getLegend().setBackgroundPaint(null);
      chart.getLegend().setFrame(BlockBorder.NONE);
    }
    return chart;
  }

  private static XYPlot lines(LineChart chart) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setLegendLine(LEGEND);
    // else every segment begins its dashes anew, and short ones make a solid line
    renderer.setDrawSeriesLineAsPath(true);
    for (Points line : chart.lines()) {
      int index = data.getSeriesCount();
      data.addSeries(series(line, chart.y()));
      look(renderer, index, line.look().orElse(Look.of(index)));
      renderer.setSeriesShapesVisible(index, line.size() < FEW);
    }
    Axis x = chart.x();
    if (x.range().isEmpty()) {
      x = x.within(Range.of(chart.lines().stream().flatMapToDouble(l -> Arrays.stream(l.x()))));
    }
    // points at the ends would be cut in half
    boolean points = chart.lines().stream().anyMatch(line -> line.size() < FEW);
    ValueAxis across = points ? DrawnAxis.withMargin(x) : DrawnAxis.of(x);
    XYPlot plot = new XYPlot(data, across, DrawnAxis.withMargin(chart.y()), renderer);
    // As on the page: a dashed line over a solid one leaves both to be seen.
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    return marked(plot, x, chart.y());
  }

  private static XYSeries series(Points line, Axis y) {
    // Two points may stand at one x, one above the other.
    XYSeries series = new XYSeries(line.name(), false, true);
    for (int i = 0; i < line.size(); i++) {
      double value = line.y()[i];
      boolean shown = Double.isFinite(value) && (y.scale() != Axis.Scale.LOG || value > 0);
      series.add(line.x()[i], shown ? value : Double.NaN);
    }
    return series;
  }

  private static void look(XYItemRenderer renderer, int series, Look look) {
    renderer.setSeriesPaint(series, color(look));
    renderer.setSeriesStroke(series, stroke(look, 1.1f));
  }

  static Color color(Look look) {
    return Color.decode(Palette.LIGHT.series().get(look.color()));
  }

  /** With the dashes of a look. */
  static BasicStroke stroke(Look look, float width) {
    float[] dash = DASHES[look.dashes()];
    return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }

  private static XYPlot histogram(HistogramChart chart) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    for (HistogramChart.Bins bins : chart.samples()) {
      XYIntervalSeries series = new XYIntervalSeries(bins.name(), false, true);
      for (int i = 0; i < bins.counts().length; i++) {
        double low = bins.edges()[i];
        double high = bins.edges()[i + 1];
        long count = bins.counts()[i];
        series.add((low + high) / 2, low, high, count, 0, count);
      }
      int index = data.getSeriesCount();
      Color color = color(bins.look().orElse(Look.of(index)));
      int alpha = index == 0 || bins.look().isEmpty() ? DENSE : LIGHT;
      renderer.setSeriesPaint(
          index, new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha));
      data.addSeries(series);
    }
    NumberAxis y = (NumberAxis) DrawnAxis.of(chart.y());
    y.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    y.setAutoRangeIncludesZero(true);
    XYPlot plot = new XYPlot(data, DrawnAxis.of(chart.x()), y, renderer);
    return marked(plot, chart.x(), chart.y());
  }

  /**
   * Lines behind the data, which may run along them. A label stands to the right of an upright line
   * and above a level one.
   */
  static XYPlot marked(XYPlot plot, Axis x, Axis y) {
    for (Axis.Mark mark : x.marks()) {
      plot.addDomainMarker(marker(mark, TextAnchor.TOP_LEFT), Layer.BACKGROUND);
    }
    for (Axis.Mark mark : y.marks()) {
      plot.addRangeMarker(marker(mark, TextAnchor.BOTTOM_RIGHT), Layer.BACKGROUND);
    }
    return plot;
  }

  private static ValueMarker marker(Axis.Mark mark, TextAnchor label) {
    BasicStroke dashed =
        new BasicStroke(.9f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, MARK_DASH, 0);
    ValueMarker marker = new ValueMarker(mark.at(), Color.decode(Palette.LIGHT.muted()), dashed);
    marker.setAlpha(1);
    marker.setLabel(mark.label());
    marker.setLabelFont(FONT);
    marker.setLabelPaint(Color.decode(Palette.LIGHT.text()));
    marker.setLabelBackgroundColor(TRANSPARENT);
    marker.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(label);
    return marker;
  }

  private static XYPlot intervals(IntervalChart chart) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawXError(chart.listed());
    renderer.setDrawYError(!chart.listed());
    renderer.setDefaultLinesVisible(!chart.listed());
    renderer.setCapLength(5);
    for (IntervalChart.Estimates estimates : chart.series()) {
      XYIntervalSeries series = new XYIntervalSeries(estimates.name(), false, true);
      for (int i = 0; i < estimates.at().length; i++) {
        double at = chart.beside(data.getSeriesCount(), estimates.at()[i]);
        double value = estimates.value()[i];
        double low = estimates.low()[i];
        double high = estimates.high()[i];
        if (chart.listed()) {
          series.add(value, low, high, at, at, at);
        } else {
          series.add(at, at, at, value, low, high);
        }
      }
      look(renderer, data.getSeriesCount(), Look.of(data.getSeriesCount()));
      renderer.setSeriesShape(data.getSeriesCount(), new Ellipse2D.Double(-2.5, -2.5, 5, 5));
      data.addSeries(series);
    }
    ValueAxis position = DrawnAxis.of(chart.position());
    ValueAxis value = DrawnAxis.of(chart.value());
    position.setInverted(chart.listed());
    return chart.listed()
        ? new XYPlot(data, value, position, renderer)
        : new XYPlot(data, position, value, renderer);
  }
}
