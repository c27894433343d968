package org.throughtime.sweep.strategy;

import java.util.Arrays;

/**
 * A metric of one run over its checkpoints up to a rung, the lower the better; NaN each for a run
 * that diverged or failed on the way.
 *
 * @param last at the last of them
 * @param best the lowest
 * @param mean over all of them
 */
public record RungMetric(double last, double best, double mean) {
  /** That of a run without any. */
  public static final RungMetric NONE = new RungMetric(Double.NaN, Double.NaN, Double.NaN);

  /**
   * That of some checkpoints.
   *
   * @param values at least one, in their order
   */
  public static RungMetric of(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double best =
        Arrays.stream(values).filter(value -> !Double.isNaN(value)).min().orElse(Double.NaN);
    return new RungMetric(values[values.length - 1], best, sum / values.length);
  }
}
