package org.throughtime.sweep.strategy;

import java.util.List;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;

/**
 * Decides at rungs which runs continue. All runs train to the first rung, and some continue from
 * each.
 */
public interface Pruner {
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

  /**
   * What it does, in a line for the plan.
   *
   * @param runs how many begin
   */
  String describe(int runs);
}
