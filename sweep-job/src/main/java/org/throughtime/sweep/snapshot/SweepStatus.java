package org.throughtime.sweep.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughtime.sweep.table.Status;

/**
 * The states of the runs of a sweep.
 *
 * @param sweep name of the sweep
 * @param runs every run that it has, and every other with results there, in order
 * @param removed names of those others: the sweep had them not any more when it was last run
 * @param leftBehind names of runs that a search left behind, each with the rung: an iteration
 */
public record SweepStatus(
    String sweep, List<RunState> runs, Set<String> removed, Map<String, Integer> leftBehind) {
  public SweepStatus {
    runs = List.copyOf(runs);
    removed = Set.copyOf(removed);
    leftBehind = Map.copyOf(leftBehind);
  }

  /** One of runs that the sweep has, none of them left behind. */
  public SweepStatus(String sweep, List<RunState> runs) {
    this(sweep, runs, Set.of(), Map.of());
  }

  /** The same with the states of its runs in another order, or others. */
  public SweepStatus with(List<RunState> others) {
    return new SweepStatus(sweep, others, removed, leftBehind);
  }

  /** The same once nothing is at work any more, though the driver may still hold the directory. */
  public SweepStatus atRest() {
    return with(runs.stream().map(RunState::atRest).toList());
  }

  /** Whether the sweep still has a run. */
  public boolean has(RunState run) {
    return !removed.contains(run.spec().name());
  }

  /** How many runs the sweep has. */
  public int size() {
    return (int) runs.stream().filter(this::has).count();
  }

  /** How many of them are done. */
  public int done() {
    return (int) runs.stream().filter(run -> has(run) && run.status().isDone()).count();
  }

  /** Whether each of them is done or failed, or was left behind by a search. */
  public boolean hasEnded() {
    return runs.stream()
        .filter(run -> has(run) && !leftBehind.containsKey(run.spec().name()))
        .allMatch(run -> run.status().isDone() || run.status() == Status.FAILED);
  }
}
