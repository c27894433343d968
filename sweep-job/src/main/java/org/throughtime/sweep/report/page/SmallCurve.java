package org.throughtime.sweep.report.page;

import java.util.Optional;
import org.throughtime.model.number.Decimal;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Points;

/** A small curve of percent over training, drawn without a script. */
final class SmallCurve {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 36;
  private static final int MARGIN = 2;

  private SmallCurve() {}

  /**
   * The curve as an SVG element, which is an empty one where there is none.
   *
   * @param look of the run
   */
  static String of(Optional<Points> curve, Look look) {
    return "<svg class=\"spark c%d d%d\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">%s</svg>"
        .formatted(
            look.color(), look.dashes(), WIDTH, HEIGHT, curve.map(SmallCurve::lines).orElse(""));
  }

  private static String lines(Points curve) {
    double first = curve.x()[0];
    double span = Math.max(1, curve.x()[curve.size() - 1] - first);
    StringBuilder path = new StringBuilder();
    boolean gap = true;
    for (int i = 0; i < curve.size(); i++) {
      double error = curve.y()[i];
      if (Double.isFinite(error)) {
        path.append(gap ? "M" : "L");
        path.append(
            Decimal.format(
                "%.1f %.1f",
                MARGIN + (WIDTH - 2 * MARGIN) * (curve.x()[i] - first) / span,
                MARGIN + (HEIGHT - 2 * MARGIN) * (1 - Math.min(100, Math.max(0, error)) / 100)));
      }
      gap = !Double.isFinite(error);
    }
    return "<path d=\"" + path + "\"/>";
  }
}
