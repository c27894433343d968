package org.throughtime.sweep.strategy;

import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;

/** The results that the runs of a round had committed when it ended. They never change. */
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
