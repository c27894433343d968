package org.throughtime.sweep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.CourseCommand;

/** The table {@code runs}: a row for every run that has ended. A run without one is not done. */
public final class RunTable {
  /** Its name, and that of its folder. */
  public static final String NAME = "runs";

  private static final List<Column<RunRow>> ENDING =
      List.of(
          Column.text("status", "solved, finished, diverged, failed or stopped", RunRow::status),
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
          executed(Column.real("seconds", "wall time", Execution::seconds)),
          executed(Column.integer("attempts", "attempts it took", Execution::attempts)),
          Column.text("error", "what ended a failed run", r -> r.error().orElse(null)),
          Column.text("command", "the equivalent course command", r -> CourseCommand.of(r.spec())),
          Column.text("spec_hash", "SHA-256 over every flag but the name", r -> r.spec().hash()),
          provenance("version", "of the program", Provenance::version),
          provenance("jvm", "that computed it", Provenance::jvm),
          provenance("architecture", "of the processor", Provenance::architecture),
          provenance("kernel", "that computed the array loops", Provenance::kernel),
          provenance("host", "that computed it", Provenance::host));

  private RunTable() {}

  /**
   * The table. Every flag of a specification is a column under its own name, so a new flag needs no
   * line here, nor does a new metric of a checkpoint; anything else that is new is one line above.
   *
   * @param spec any specification: which flags there are, and of which type, is the same for all
   */
  public static Table<RunRow> table(RunSpec spec) {
    List<Column<RunRow>> columns = new ArrayList<>();
    spec.flags().forEach((flag, value) -> columns.add(flagColumn(flag, value)));
    columns.addAll(ENDING);
    CheckpointTable.METRICS.forEach(metric -> columns.add(metric.within(RunRow::last)));
    columns.addAll(EXECUTION);
    return new Table<>(NAME, columns);
  }

  private static Column<RunRow> executed(Column<Execution> column) {
    return column.within(RunRow::execution);
  }

  private static Column<RunRow> provenance(
      String name, String doc, Function<Provenance, String> value) {
    return executed(Column.text(name, doc, e -> value.apply(e.provenance())));
  }

  private static Column<RunRow> flagColumn(String flag, Object value) {
    return new Column<>(
        flag,
        ColumnType.of(value.getClass()),
        "the flag " + flag,
        row -> row.spec().flags().get(flag));
  }
}
