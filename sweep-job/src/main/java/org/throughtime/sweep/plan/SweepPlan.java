package org.throughtime.sweep.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;

/**
 * The runs of a sweep in the order in which they start: the longest first, so that no long run is
 * left over when everything else is done; equally long ones in the order given.
 *
 * @param name of the sweep
 * @param runs at least one, in any order; the component holds them longest first
 * @param limits after which they stop
 * @param goal when enough of them have got there; empty where all are to come to their ends
 * @param selection who goes on from which rung; empty where all do
 */
public record SweepPlan(
    String name,
    List<RunSpec> runs,
    Limits limits,
    Optional<StopWhen> goal,
    Optional<Selection> selection) {

  public SweepPlan {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a plan has at least one run");
    }
    // The sort is stable, which keeps the given order among equals.
    runs = runs.stream().sorted(Comparator.comparingDouble(RunCost::of).reversed()).toList();
  }

  /** A plan without limits, all of whose runs are to come to their ends. */
  public SweepPlan(String name, List<RunSpec> runs) {
    this(name, runs, Limits.NONE);
  }

  /** A plan all of whose runs are to come to their ends. */
  public SweepPlan(String name, List<RunSpec> runs, Limits limits) {
    this(name, runs, limits, Optional.empty(), Optional.empty());
  }

  /** Number of runs. */
  public int size() {
    return runs.size();
  }

  /** Estimated multiply-adds of all runs; see {@link RunCost}. */
  public double cost() {
    return runs.stream().mapToDouble(RunCost::of).sum();
  }
}
