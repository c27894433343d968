package org.throughtime.sweep.plan;

import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Preference;

/**
 * The goal of a sweep: it ends when enough of its runs have reached a bound. Runs count if their
 * specifications differ, whatever their names are.
 *
 * @param metric of a run's newest checkpoint
 * @param bound a run has got there where its metric meets this, as {@link Preference} says
 * @param runs how many have to
 */
public record StopWhen(Metric<?, Double> metric, double bound, int runs) {
  /** Throws IllegalArgumentException where it could never or would always be so. */
  public StopWhen {
    if (!Double.isFinite(bound) || runs < 1) {
      throw new IllegalArgumentException("a finite bound and at least one run");
    }
  }

  /** Whether a value of the metric meets the bound; NaN does not. */
  public boolean isMetBy(double value) {
    return Preference.meets(metric, bound, value);
  }
}
