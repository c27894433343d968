package org.throughtime.sweep.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.throughtime.model.metric.Direction;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.Presence;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.plan.CourseCommand;

/** The table {@code runs}, with one row for every run that has ended. */
public final class RunTable {
  public static final Metric<RunRow, String> STATUS =
      Metric.text(
          "status",
          "",
          "solved, finished, diverged, failed or stopped; for a run without a row in the file:"
              + " running, stopped or waiting",
          r -> r.status().label());
  public static final Metric<RunRow, Integer> STEPS =
      Metric.<RunRow>integer(
              "steps",
              "iterations",
              "n of the last iteration, one less than the number of iterations done; null before the first",
              r -> r.steps().isPresent() ? r.steps().getAsInt() : null)
          .sometimes();
  private static final Metric<RunRow, Double> BEST_VALID_ERROR =
      Metric.<RunRow>real(
              CheckpointMetrics.BEST_VALID_ERROR.name(),
              CheckpointMetrics.BEST_VALID_ERROR.unit(),
              "lowest valid_error of all checkpoints that have a finite valid_nll",
              r -> r.last().map(Checkpoint::bestValidErrorAfter).orElse(null))
          .sometimes();
  public static final Metric<RunRow, Double> SECONDS =
      Metric.real("seconds", "seconds", "wall time, over all attempts", Execution::seconds)
          .within(RunRow::execution);
  public static final Metric<RunRow, Integer> ATTEMPTS =
      Metric.integer("attempts", "", "number of attempts", Execution::attempts)
          .within(RunRow::execution);
  public static final Metric<RunRow, Long> EPOCH =
      Metric.<Execution>count(
              "epoch",
              "",
              "number of the driver that wrote the row, in the order in which drivers owned the"
                  + " results directory; null in rows of earlier versions",
              e -> e.epoch().isPresent() ? e.epoch().getAsLong() : null)
          .within(RunRow::execution)
          .late();
  private static final Metric<RunRow, Integer> KERNEL_RELOADS =
      Metric.<Execution>integer(
              "kernel_reloads",
              "",
              "how often the last attempt loaded the kernels again, since the JVM kept vectors as"
                  + " objects and trained slowly; null in rows of earlier versions",
              Execution::kernelReloads)
          .within(RunRow::execution)
          .late();
  public static final Metric<RunRow, String> ERROR =
      Metric.<RunRow>text(
              "error", "", "the reason why a run failed, in one line", r -> r.error().orElse(null))
          .sometimes();
  private static final Metric<RunRow, String> COMMAND =
      Metric.text(
          "command",
          "",
          "the equivalent command of the course's program",
          r -> CourseCommand.of(r.spec()));
  public static final Metric<RunRow, String> SPEC_HASH =
      Metric.text(
          "spec_hash",
          "hex",
          "SHA-256 over every flag except the name and neutral ones",
          r -> r.spec().hash());
  public static final Metric<RunRow, String> VERSION =
      provenance("version", "version of the program that trained the run", Provenance::version);
  public static final Metric<RunRow, String> JVM =
      provenance("jvm", "Java virtual machine that trained the run", Provenance::jvm);
  public static final Metric<RunRow, String> ARCHITECTURE =
      provenance("architecture", "architecture of the processor", Provenance::architecture);
  public static final Metric<RunRow, String> KERNEL =
      provenance(
          "kernel",
          "implementation of the array loops: scalar, vector-128 and so on, or reference",
          Provenance::kernel);
  public static final Metric<RunRow, String> HOST =
      provenance("host", "host that trained the run", Provenance::host);

  private static final List<Metric<RunRow, ?>> ENDING = List.of(STATUS, STEPS, BEST_VALID_ERROR);

  /** What tells how a run ended, and what computed it. */
  public static final List<Metric<RunRow, ?>> ENDED =
      List.of(
          SPEC_HASH,
          STATUS,
          STEPS,
          SECONDS,
          ATTEMPTS,
          EPOCH,
          ERROR,
          VERSION,
          JVM,
          ARCHITECTURE,
          KERNEL,
          HOST);

  private static final List<Metric<RunRow, ?>> EXECUTION =
      List.of(
          SECONDS,
          ATTEMPTS,
          EPOCH,
          KERNEL_RELOADS,
          ERROR,
          COMMAND,
          SPEC_HASH,
          VERSION,
          JVM,
          ARCHITECTURE,
          KERNEL,
          HOST);

  /**
   * Its columns. Every flag of a specification is one under its own name, so a new flag needs no
   * line here, nor does a new metric of a checkpoint.
   */
  public static final Table<RunRow> TABLE = new Table<>(TableName.RUNS, new Schema<>(columns()));

  private RunTable() {}

  private static List<Metric<RunRow, ?>> columns() {
    List<Metric<RunRow, ?>> columns = new ArrayList<>();
    RunFlags.NAMES.forEach(flag -> columns.add(flag(flag)));
    columns.addAll(ENDING);
    CheckpointMetrics.SCALARS.forEach(
        metric -> columns.add(metric.ofRow((RunRow r) -> r.last().map(Checkpoint::values))));
    columns.addAll(EXECUTION);
    return columns;
  }

  private static Metric<RunRow, String> provenance(
      String name, String meaning, Function<Provenance, String> value) {
    return Metric.text(name, "", meaning, value)
        .within(r -> r.execution().map(Execution::provenance));
  }

  private static Metric<RunRow, Object> flag(String flag) {
    return new Metric<>(
        flag,
        MetricType.of(RunFlags.TYPES.get(flag)),
        "",
        "the flag " + flag,
        Presence.SOMETIMES,
        Direction.NONE,
        row -> row.spec().flags().get(flag));
  }
}
