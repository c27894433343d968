package org.throughtime.sweep.report.pdf;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYItemRenderer;
import org.jfree.data.xy.XYDataset;

/** A plot in which a unit is as long upwards as to the right: one of its axes is widened. */
final class EqualUnitsPlot extends XYPlot {
  private static final long serialVersionUID = 1L;

  EqualUnitsPlot(XYDataset data, ValueAxis x, ValueAxis y, XYItemRenderer renderer) {
    super(data, x, y, renderer);
  }

  /** The room for data is known only here. */
  @Override
  protected Map<Axis, AxisState> drawAxes(
      Graphics2D graphics, Rectangle2D plot, Rectangle2D data, PlotRenderingInfo info) {
    ValueAxis x = getDomainAxis();
    ValueAxis y = getRangeAxis();
    double unit =
        Math.max(
            x.getRange().getLength() / data.getWidth(),
            y.getRange().getLength() / data.getHeight());
    widen(x, unit * data.getWidth());
    widen(y, unit * data.getHeight());
    return super.drawAxes(graphics, plot, data, info);
  }

  private static void widen(ValueAxis axis, double length) {
    double middle = axis.getRange().getCentralValue();
    axis.setRange(middle - length / 2, middle + length / 2);
  }
}
