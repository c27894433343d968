package org.throughtime.sweep.strategy;

import java.util.Arrays;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Preference;

/**
 * A metric of one run over its checkpoints up to a rung. NaN stands for a metric that does not
 * count, as {@link Preference} says, and each is NaN for a run that diverged or failed on the way.
 * A value that is not finite becomes NaN here.
 *
 * @param last at the last of them
 * @param best of all of them, as {@link Preference} says
 * @param mean over all of them
 */
public record RungMetric(double last, double best, double mean) {
  /** That of a run without any. */
  public static final RungMetric NONE = new RungMetric(Double.NaN, Double.NaN, Double.NaN);

  public RungMetric {
    last = Preference.of(last);
    best = Preference.of(best);
    mean = Preference.of(mean);
  }

  /**
   * That of some checkpoints: {@link #NONE} where the metric of the last one does not count.
   *
   * @param metric says which value is the best
   * @param values at least one, in their order; NaN where a checkpoint's metric does not count
   */
  public static RungMetric of(Metric<?, Double> metric, double[] values) {
    if (Double.isNaN(Preference.of(values[values.length - 1]))) {
      return NONE;
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double best = Preference.best(metric, Arrays.stream(values)).orElse(Double.NaN);
    return new RungMetric(values[values.length - 1], best, sum / values.length);
  }
}
