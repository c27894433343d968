package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.ShownMetric;
import org.throughtime.sweep.snapshot.SweepStatus;

/** The table of all runs of a sweep, for people: at most 120 columns wide. */
public final class SummaryTable {
  private static final List<String> HEADINGS =
      List.of(
          "run",
          "status",
          "iterations",
          "lowest err%",
          "err%",
          "train nll",
          "valid nll",
          "rho_Whh",
          "grad norm",
          "seconds");

  private SummaryTable() {}

  /**
   * The table as lines, each ended by a newline, and below it a line for every failed run, and one
   * for those that the sweep has not any more.
   */
  public static String render(SweepStatus status) {
    List<List<String>> rows = new ArrayList<>();
    boolean hold = status.runs().stream().anyMatch(SummaryTable::hasHold);
    rows.add(hold ? with(HEADINGS, CheckpointMetrics.HOLD.name()) : HEADINGS);
    status.runs().forEach(run -> rows.add(hold ? with(cells(run), hold(run)) : cells(run)));
    StringBuilder text = new StringBuilder(new TextTable(2, rows).render());
    for (RunState run : status.runs()) {
      run.error().ifPresent(e -> text.append(run.spec().name() + " failed: " + e + "\n"));
    }
    List<String> removed =
        status.runs().stream()
            .filter(run -> !status.has(run))
            .map(run -> run.spec().name())
            .toList();
    if (!removed.isEmpty()) {
      text.append("not in the sweep file any more: " + String.join(", ", removed) + "\n");
    }
    return text.toString();
  }

  private static boolean hasHold(RunState run) {
    return Double.isFinite(run.compared(CheckpointMetrics.HOLD));
  }

  private static String hold(RunState run) {
    return run.metrics()
        .map(last -> ReadableNumber.fixed(last.value(CheckpointMetrics.HOLD), 0))
        .orElse("-");
  }

  private static List<String> with(List<String> row, String cell) {
    return Stream.concat(row.stream(), Stream.of(cell)).toList();
  }

  private static List<String> cells(RunState run) {
    return List.of(
        run.spec().name(),
        run.status().label(),
        run.iterations() > 0 ? ReadableNumber.count(run.iterations()) : "-",
        ShownMetric.LOWEST_VALID_ERROR.of(run),
        ShownMetric.VALID_ERROR.of(run),
        ShownMetric.TRAIN_NLL.of(run),
        ShownMetric.VALID_NLL.of(run),
        ShownMetric.RHO.of(run),
        ShownMetric.GRADIENT_NORM.of(run),
        ShownMetric.seconds(run));
  }
}
