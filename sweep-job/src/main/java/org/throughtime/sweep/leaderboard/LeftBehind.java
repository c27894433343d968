package org.throughtime.sweep.leaderboard;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.Status;

/**
 * The runs that a search left behind at a rung, as the manifest records them. A run that an
 * interruption or a limit stopped is none of them, wherever it stopped.
 *
 * @param runs names of the runs
 * @param rungs iterations, each with the number of runs that were left behind there, ascending
 */
public record LeftBehind(Set<String> runs, Map<Integer, Long> rungs) {
  public LeftBehind {
    runs = Set.copyOf(runs);
    rungs = Collections.unmodifiableMap(new TreeMap<>(rungs));
  }

  /** Those of a sweep as it stands: of a run that has ended since, its end counts. */
  public static LeftBehind of(SweepStatus sweep) {
    List<String> behind =
        sweep.runs().stream()
            .filter(run -> run.status() == Status.STOPPED)
            .map(run -> run.spec().name())
            .filter(sweep.leftBehind()::containsKey)
            .toList();
    return new LeftBehind(
        Set.copyOf(behind),
        behind.stream().collect(groupingBy(sweep.leftBehind()::get, counting())));
  }

  /** Whether a run is one of them. */
  public boolean contains(RunState run) {
    return runs.contains(run.spec().name());
  }
}
