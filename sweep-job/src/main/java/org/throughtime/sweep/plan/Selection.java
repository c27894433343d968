package org.throughtime.sweep.plan;

import java.util.List;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;

/** A search by rungs: all runs train to the first, and some of them go on from each. */
public sealed interface Selection permits Halving, MedianRule {
  /** Iterations, ascending. */
  List<Integer> rungs();

  /** By which runs are compared. */
  Metric<?, Double> metric();

  /**
   * Who goes on from a rung: a function of these metrics alone.
   *
   * @param runs all that came to it, or failed on the way
   * @param metric of each, of the checkpoints before the rung
   * @return in the same order
   */
  <R> List<R> goOn(List<R> runs, Function<R, RungMetric> metric);
}
