package org.throughtime.sweep.record;

import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.CourseCommand;

/** The table {@code runs}: a row for every run that has ended. A run without one is not done. */
public final class RunTable {
  /** Its name, and that of its folder. */
  public static final String NAME = "runs";

  private static final List<Column<RunRow>> ENDING =
      List.of(
          Column.text(
              "status", "solved, finished, diverged, failed or stopped", r -> r.status().label()),
          Column.integer(
              "steps",
              "n of the last iteration",
              r -> r.steps().isPresent() ? r.steps().getAsInt() : null),
          Column.real(
              "best_valid_error",
              "lowest valid_error of all checkpoints, percent",
              r -> r.last().map(Checkpoint::bestValidErrorAfter).orElse(null)));

  private static final List<Column<RunRow>> EXECUTION =
      List.of(
          Column.real("seconds", "wall time", r -> r.execution().seconds()),
          Column.integer("attempts", "attempts it took", r -> r.execution().attempts()),
          Column.text("error", "what ended a failed run", r -> r.error().orElse(null)),
          Column.text("command", "the equivalent course command", r -> CourseCommand.of(r.spec())),
          Column.text("spec_hash", "SHA-256 over every flag but the name", r -> r.spec().hash()),
          Column.text("version", "of the program", r -> r.execution().provenance().version()),
          Column.text("jvm", "that computed it", r -> r.execution().provenance().jvm()),
          Column.text(
              "architecture", "of the processor", r -> r.execution().provenance().architecture()),
          Column.text(
              "kernel", "that computed the array loops", r -> r.execution().provenance().kernel()),
          Column.text("host", "that computed it", r -> r.execution().provenance().host()));

  private RunTable() {}

  /**
   * The table. Every flag of a specification is a column under its own name, so a new flag needs no
   * line here, nor does a new figure of a checkpoint; anything else that is new is one line above.
   *
   * @param spec any specification: which flags there are, and of which type, is the same for all
   */
  public static Table<RunRow> table(RunSpec spec) {
    List<Column<RunRow>> columns = new ArrayList<>();
    spec.flags().forEach((flag, value) -> columns.add(flagColumn(flag, value)));
    columns.addAll(ENDING);
    CheckpointTable.FIGURES.forEach(figure -> columns.add(figure.within(RunRow::last)));
    columns.addAll(EXECUTION);
    return new Table<>(NAME, columns);
  }

  private static Column<RunRow> flagColumn(String flag, Object value) {
    return new Column<>(
        flag,
        ColumnType.of(value.getClass()),
        "the flag " + flag,
        row -> row.spec().flags().get(flag));
  }
}
