package org.throughtime.sweep.strategy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.StopWhen;

/**
 * The plan of a sweep: everything that remains to do.
 *
 * @param name of the sweep
 * @param strategy which runs there are
 * @param limits after which they stop
 * @param goal when enough of them have got there; empty where all are to come to their ends
 * @param names of all runs of the sweep, of which the strategy may have a part
 */
public record SweepPlan(
    String name, Strategy strategy, Limits limits, Optional<StopWhen> goal, Set<String> names) {
  public SweepPlan {
    names = Set.copyOf(names);
  }

  /** A plan of the whole sweep. */
  public SweepPlan(String name, Strategy strategy, Limits limits, Optional<StopWhen> goal) {
    this(name, strategy, limits, goal, strategy.names());
  }

  /** A plan of runs that are all known. */
  public SweepPlan(
      String name,
      List<RunSpec> runs,
      Limits limits,
      Optional<StopWhen> goal,
      Optional<Pruner> pruner) {
    this(name, new Search(List.of(ListedRuns.of(runs)), pruner), limits, goal);
  }

  /** A plan of runs that all train to their ends. */
  public SweepPlan(String name, List<RunSpec> runs, Limits limits) {
    this(name, runs, limits, Optional.empty(), Optional.empty());
  }

  /** A plan without limits, all of whose runs train to their ends. */
  public SweepPlan(String name, List<RunSpec> runs) {
    this(name, runs, Limits.NONE);
  }

  /** The runs of the first round, in the order in which they start. */
  public List<RunSpec> runs() {
    return strategy.next(List.of()).orElseThrow().runs();
  }

  /** Whether there may be more runs than those of the first round. */
  public boolean grows() {
    return strategy.size() > runs().size();
  }
}
