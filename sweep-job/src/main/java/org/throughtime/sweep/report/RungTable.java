package org.throughtime.sweep.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.sweep.leaderboard.LeftBehind;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * The runs of a search and their metrics at its rungs.
 *
 * @param rungs iterations at which runs were left behind, ascending
 * @param rows the runs that got furthest, in that order
 * @param runs how many runs there are
 */
public record RungTable(List<Integer> rungs, List<Row> rows, int runs) {
  /** That of a sweep that left no run behind. */
  static final RungTable NONE = new RungTable(List.of(), List.of(), 0);

  /** Most runs that are listed. */
  private static final int MOST = 40;

  /** Of runs that got equally far, the search kept those that were better. */
  private static final Comparator<RunState> FURTHEST_FIRST =
      Comparator.comparing((RunState run) -> !run.isSolved())
          .thenComparing(run -> -run.iterations())
          .thenComparing(
              run -> run.compared(CheckpointMetrics.VALID_NLL),
              Preference.bestFirst(CheckpointMetrics.VALID_NLL));

  /**
   * A run.
   *
   * @param left whether the search left it behind, at the last rung that it reached
   * @param metrics at each rung that it reached, of the last checkpoint before it
   */
  public record Row(RunState run, boolean left, Map<Integer, LatestMetrics> metrics) {
    public Row {
      metrics = Map.copyOf(metrics);
    }
  }

  public RungTable {
    rungs = List.copyOf(rungs);
    rows = List.copyOf(rows);
  }

  /** Reads the metrics of a run at some iterations. */
  @FunctionalInterface
  interface Reader {
    /**
     * Reads them.
     *
     * @throws IOException where they cannot be read
     */
    Map<Integer, LatestMetrics> metricsAt(RunState run, Set<Integer> iterations) throws IOException;
  }

  /**
   * That of a sweep.
   *
   * @throws IOException where it cannot be read
   */
  static RungTable of(SweepSnapshot sweep, SweepStatus status) throws IOException {
    return of(status, sweep::metricsAt);
  }

  /** The same with metrics from elsewhere. */
  static RungTable of(SweepStatus status, Reader metrics) throws IOException {
    LeftBehind behind = LeftBehind.of(status);
    if (behind.runs().isEmpty()) {
      return NONE;
    }
    List<Row> rows = new ArrayList<>();
    for (RunState run : status.runs().stream().sorted(FURTHEST_FIRST).limit(MOST).toList()) {
      rows.add(new Row(run, behind.contains(run), metrics.metricsAt(run, behind.rungs().keySet())));
    }
    return new RungTable(
        behind.rungs().keySet().stream().sorted().toList(), rows, status.runs().size());
  }
}
