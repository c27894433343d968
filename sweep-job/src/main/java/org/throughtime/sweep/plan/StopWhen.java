package org.throughtime.sweep.plan;

import org.throughtime.model.metric.Metric;

/**
 * A sweep is over when enough of its runs have got there: runs of different specifications,
 * whatever their names are.
 *
 * @param metric of a run's newest checkpoint
 * @param below a run has got there where it counts, and is lower
 * @param runs how many have to
 */
public record StopWhen(Metric<?, Double> metric, double below, int runs) {
  /** Throws IllegalArgumentException where it could never or would always be so. */
  public StopWhen {
    if (!Double.isFinite(below) || runs < 1) {
      throw new IllegalArgumentException("a finite bound and at least one run");
    }
  }
}
