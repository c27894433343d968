package org.throughtime.sweep.report.pdf;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.block.LengthConstraintType;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.LegendTitle;
import org.jfree.data.Range;

/** How much room the legend of a drawn chart takes. JFreeChart takes it from the plot. */
final class DrawnLegend {
  private static final double ENDLESS = 1e6;

  private DrawnLegend() {}

  /**
   * The height of all rows of the legend but the first.
   *
   * @param width of the chart
   * @return 0 where there is no legend, or where one row is enough
   */
  static int heightOfFurtherRows(JFreeChart chart, double width) {
    LegendTitle legend = chart.getLegend();
    if (legend == null) {
      return 0;
    }
    double inside = chart.getPadding().trimWidth(width);
    return (int) Math.ceil(height(legend, inside) - height(legend, ENDLESS));
  }

  private static double height(LegendTitle legend, double width) {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    try {
      return legend
          .arrange(
              graphics,
              new RectangleConstraint(
                  width,
                  new Range(0, width),
                  LengthConstraintType.RANGE,
                  ENDLESS,
                  new Range(0, ENDLESS),
                  LengthConstraintType.RANGE))
          .getHeight();
    } finally {
      graphics.dispose();
    }
  }
}
