package org.throughtime.sweep.report.pdf;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.PaintScaleLegend;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeriesCollection;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.Range;

/** A heat map. Its cells are an image with one pixel each; its axes and legend are vectors. */
final class DrawnHeatMap {
  /** Pixels a side at least: viewers smooth images, and are to leave a cell its color. */
  private static final int PIXELS = 800;

  private DrawnHeatMap() {}

  static JFreeChart of(HeatMap map) {
    Viridis scale = new Viridis(map.colors());
    Range x = edges(map.xs());
    Range y = edges(map.ys());
    XYPlot plot = new XYPlot(new XYSeriesCollection(), axis(map.x(), x), axis(map.y(), y), null);
    plot.addAnnotation(
        new XYDataImageAnnotation(
            image(map, scale), x.low(), y.low(), x.high() - x.low(), y.high() - y.low()));
    JFreeChart chart = DrawnChart.chart(plot, false);
    plot.setRangeGridlinesVisible(false);
    chart.addSubtitle(legend(map, scale));
    return chart;
  }

  private static ValueAxis axis(Axis axis, Range edges) {
    ValueAxis drawn = DrawnAxis.of(axis);
    drawn.setRange(edges.low(), edges.high());
    return drawn;
  }

  /** Half a step beyond the first and the last place. */
  private static Range edges(double[] places) {
    int n = places.length;
    double step = n > 1 ? (places[n - 1] - places[0]) / (n - 1) : 1;
    return new Range(places[0] - step / 2, places[n - 1] + step / 2);
  }

  private static BufferedImage image(HeatMap map, Viridis scale) {
    int rows = map.ys().length;
    int columns = map.xs().length;
    int wide = 1 + PIXELS / columns;
    int high = 1 + PIXELS / rows;
    int none = Color.decode(Palette.LIGHT.background()).getRGB();
    BufferedImage image =
        new BufferedImage(columns * wide, rows * high, BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        float value = map.values()[rows - 1 - row][column];
        int color = Float.isFinite(value) ? scale.color(value).getRGB() : none;
        for (int pixel = 0; pixel < wide * high; pixel++) {
          image.setRGB(column * wide + pixel % wide, row * high + pixel / wide, color);
        }
      }
    }
    return image;
  }

  private static PaintScaleLegend legend(HeatMap map, Viridis scale) {
    NumberAxis axis = new NumberAxis(map.value().title());
    axis.setNumberFormatOverride(new DrawnAxis.Numbers());
    DrawnAxis.styled(axis);
    PaintScaleLegend legend = new PaintScaleLegend(scale, axis);
    legend.setAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
    legend.setPosition(RectangleEdge.RIGHT);
    legend.setStripWidth(8);
    legend.setStripOutlineVisible(false);
    legend.setSubdivisionCount(64);
    legend.setBackgroundPaint(null);
    legend.setPadding(new RectangleInsets(0, 8, 0, 0));
    legend.setMargin(new RectangleInsets(0, 0, 24, 0));
    legend.getAxis().setAxisLinePaint(Color.decode(Palette.LIGHT.muted()));
    return legend;
  }
}
