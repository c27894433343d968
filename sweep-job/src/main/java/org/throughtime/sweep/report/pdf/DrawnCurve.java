package org.throughtime.sweep.report.pdf;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.Points;

/** A small curve of percent over training, without axes. */
final class DrawnCurve {
  private static final float WIDTH = .9f;

  private DrawnCurve() {}

  static void draw(Points curve, Graphics2D to, Rectangle2D box) {
    double first = curve.x()[0];
    double span = Math.max(1, curve.x()[curve.size() - 1] - first);
    double high = box.getHeight() - 2 * WIDTH;
    Path2D path = new Path2D.Double();
    boolean gap = true;
    for (int i = 0; i < curve.size(); i++) {
      double error = curve.y()[i];
      if (Double.isFinite(error)) {
        double x = box.getWidth() * (curve.x()[i] - first) / span;
        double y = WIDTH + high * (1 - Math.min(100, Math.max(0, error)) / 100);
        if (gap) {
          path.moveTo(x, y);
        } else {
          path.lineTo(x, y);
        }
      }
      gap = !Double.isFinite(error);
    }
    to.setColor(Color.decode(Palette.LIGHT.grid()));
    to.setStroke(new BasicStroke(.5f));
    to.draw(new Line2D.Double(0, box.getHeight() - .5, box.getWidth(), box.getHeight() - .5));
    Look look = curve.look().orElse(Look.of(0));
    to.setColor(Color.decode(Palette.LIGHT.series().get(look.color())));
    to.setStroke(DrawnChart.stroke(look, WIDTH));
    to.draw(path);
  }
}
