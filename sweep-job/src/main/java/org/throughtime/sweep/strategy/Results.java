package org.throughtime.sweep.strategy;

import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;

/** What the runs of a round committed by its end: the same whenever it is asked. */
@FunctionalInterface
public interface Results {
  /**
   * A metric of a run.
   *
   * @param run one of the round's
   * @return {@link RungMetric#NONE} where the run diverged or failed by then, or its last
   *     checkpoint does not count, or it has none. At {@link Round#END} all three of it are that of
   *     the last checkpoint
   */
  RungMetric of(RunSpec run, Metric<?, Double> metric);
}
