package org.throughtime.sweep.leaderboard;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.Status;

/**
 * The runs that a search left behind at a rung. No file records them, so this class infers them:
 * such a run stopped after exactly as many iterations as another stopped run, or after a
 * checkpoint, while some run of the sweep trained further. An interruption or a time limit stops
 * each run at an arbitrary iteration.
 *
 * @param runs names of the runs
 * @param rungs iterations, each with the number of runs that stopped there, ascending
 */
public record LeftBehind(Set<String> runs, Map<Integer, Long> rungs) {
  public LeftBehind {
    runs = Set.copyOf(runs);
    rungs = java.util.Collections.unmodifiableMap(new TreeMap<>(rungs));
  }

  /** Those of a sweep as it stands. */
  public static LeftBehind of(SweepStatus sweep) {
    List<RunState> stopped =
        sweep.runs().stream()
            .filter(run -> run.status() == Status.STOPPED && run.iterations() > 0)
            .toList();
    Map<Integer, Long> places =
        stopped.stream().collect(groupingBy(RunState::iterations, TreeMap::new, counting()));
    int furthest = sweep.runs().stream().mapToInt(RunState::iterations).max().orElse(0);
    List<RunState> behind =
        stopped.stream()
            .filter(run -> run.iterations() < furthest)
            .filter(run -> places.get(run.iterations()) > 1 || isAtCheckpoint(run))
            .toList();
    return new LeftBehind(
        behind.stream().map(run -> run.spec().name()).collect(Collectors.toSet()),
        behind.stream().collect(groupingBy(RunState::iterations, counting())));
  }

  private static boolean isAtCheckpoint(RunState run) {
    return run.iterations() % run.spec().validation().checkFreq() == 0;
  }

  /** Whether a run is one of them. */
  public boolean contains(RunState run) {
    return runs.contains(run.spec().name());
  }
}
