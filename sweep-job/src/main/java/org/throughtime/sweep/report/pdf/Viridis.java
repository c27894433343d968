package org.throughtime.sweep.report.pdf;

import java.awt.Color;
import java.awt.Paint;
import java.util.List;
import org.jfree.chart.renderer.PaintScale;
import org.throughtime.sweep.chart.Palette;
import org.throughtime.sweep.chart.Range;

/**
 * The colors of heat maps.
 *
 * @param range values from the first color to the last
 */
record Viridis(Range range) implements PaintScale {
  private static final List<Color> STOPS = Palette.VIRIDIS.stream().map(Color::decode).toList();

  @Override
  public double getLowerBound() {
    return range.low();
  }

  @Override
  public double getUpperBound() {
    return range.high();
  }

  @Override
  public Paint getPaint(double value) {
    return color(value);
  }

  /** That of a value; beyond the range that of its end. */
  Color color(double value) {
    double place = Math.max(0, Math.min(1, range.share(value))) * (STOPS.size() - 1);
    int below = Math.min((int) place, STOPS.size() - 2);
    Color from = STOPS.get(below);
    Color to = STOPS.get(below + 1);
    double share = place - below;
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.rint(from + (to - from) * share);
  }
}
