package org.throughtime.sweep.report.pdf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.chart.Range;

/** Parallel coordinates: every axis from 0 to 1, with its values written beside it. */
final class DrawnParallel {
  private DrawnParallel() {}

  static JFreeChart of(ParallelCoordinates chart) {
    XYSeriesCollection data = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    Viridis scale = new Viridis(new Range(0, 1));
    List<Axis> axes = chart.axes();
    for (double[] row : chart.rows()) {
      XYSeries series = new XYSeries(data.getSeriesCount(), false, false);
      for (int i = 0; i < row.length; i++) {
        series.add(i, ParallelCoordinates.share(axes.get(i), row[i]));
      }
      int color = chart.color();
      renderer.setSeriesPaint(
          data.getSeriesCount(),
          scale.color(ParallelCoordinates.share(axes.get(color), row[color])));
      renderer.setSeriesStroke(data.getSeriesCount(), new BasicStroke(.8f));
      data.addSeries(series);
    }
    SymbolAxis names = new SymbolAxis("", axes.stream().map(Axis::title).toArray(String[]::new));
    names.setGridBandsVisible(false);
    names.setRange(-.3, axes.size() - .3);
    NumberAxis shares = new NumberAxis();
    shares.setRange(-.05, 1.05);
    shares.setVisible(false);
    XYPlot plot = new XYPlot(data, DrawnAxis.styled(names), shares, renderer);
    for (int i = 0; i < axes.size(); i++) {
      plot.addDomainMarker(
          new ValueMarker(i, Color.decode(Palette.LIGHT.muted()), new BasicStroke(.8f)));
      label(plot, i, axes.get(i));
    }
    JFreeChart drawn = DrawnChart.chart(plot, false);
    plot.setRangeGridlinesVisible(false);
    return drawn;
  }

  private static void label(XYPlot plot, int at, Axis axis) {
    if (axis.scale() == Axis.Scale.CATEGORY) {
      for (int i = 0; i < axis.categories().size(); i++) {
        text(plot, at, ParallelCoordinates.share(axis, i), axis.categories().get(i));
      }
    } else {
      Range range = axis.range().orElseThrow();
      text(plot, at, 0, axis.text(range.low()));
      text(plot, at, 1, axis.text(range.high()));
    }
  }

  private static void text(XYPlot plot, double at, double share, String words) {
    XYTextAnnotation text = new XYTextAnnotation(" " + words, at, share);
    text.setFont(DrawnChart.FONT);
    text.setPaint(Color.decode(Palette.LIGHT.text()));
    text.setTextAnchor(TextAnchor.CENTER_LEFT);
    plot.addAnnotation(text);
  }
}
