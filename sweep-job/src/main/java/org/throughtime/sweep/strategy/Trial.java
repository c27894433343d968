package org.throughtime.sweep.strategy;

import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;

/**
 * The result of a run in the rounds so far.
 *
 * @param run as it was proposed
 * @param until iterations of the last round that it was in; {@link Round#END} where it was to train
 *     to its end
 * @param results of that round
 */
public record Trial(RunSpec run, int until, Results results) {
  /** A metric at its last checkpoint; NaN where it diverged, failed, or has none that counts. */
  public double metric(Metric<?, Double> metric) {
    return results.of(run, metric).last();
  }
}
