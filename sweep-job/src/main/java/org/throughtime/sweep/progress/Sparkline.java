package org.throughtime.sweep.progress;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;

/**
 * A curve in one line of text. Each character stands for a part of the curve, and is higher for
 * larger values, between the smallest and the largest of all.
 */
public final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  /** Where a terminal has no blocks. */
  private static final String PLAIN = "_.-=+*#@";

  private final String levels;

  private Sparkline(String levels) {
    this.levels = levels;
  }

  /** In characters that a charset has. */
  public static Sparkline of(Charset charset) {
    return new Sparkline(charset.newEncoder().canEncode(BLOCKS) ? BLOCKS : PLAIN);
  }

  /**
   * The line.
   *
   * @param values in order, evenly spaced; what is not finite is as high as it gets
   * @param width most characters; fewer values take a character each
   */
  public String draw(List<Double> values, int width) {
    int parts = Math.min(width, values.size());
    double[] means = new double[parts];
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * values.size() / parts);
      int to = (int) ((long) (part + 1) * values.size() / parts);
      means[part] =
          values.subList(from, to).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElseThrow();
    }
    double[] finite = Arrays.stream(means).filter(Double::isFinite).toArray();
    double least = Arrays.stream(finite).min().orElse(0);
    double range = Arrays.stream(finite).max().orElse(0) - least;
    StringBuilder line = new StringBuilder();
    for (double mean : means) {
      int top = levels.length() - 1;
      long level = range > 0 ? Math.round((mean - least) / range * top) : 0;
      line.append(levels.charAt(Double.isFinite(mean) ? (int) level : top));
    }
    return line.toString();
  }
}
