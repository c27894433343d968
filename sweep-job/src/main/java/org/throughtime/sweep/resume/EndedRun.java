package org.throughtime.sweep.resume;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;

/**
 * The row of a run in {@code runs}, read back.
 *
 * @param status how it ended
 * @param steps n of its last iteration
 * @param metrics of its last checkpoint
 * @param seconds of wall time
 * @param error what ended it, where it failed
 */
public record EndedRun(
    RunStatus status,
    OptionalInt steps,
    Optional<LatestMetrics> metrics,
    OptionalDouble seconds,
    Optional<String> error) {
  /** What else is read of a row. */
  private static final List<Metric<RunRow, ?>> COLUMNS =
      List.of(
          RunTable.SPEC_HASH, RunTable.STATUS, RunTable.STEPS, RunTable.SECONDS, RunTable.ERROR);

  /**
   * Reads what there is to know of the runs of one version of this program.
   *
   * @param any of them
   */
  public static RowReader reader(RunSpec any) {
    return RowReader.of(
        RunTable.table(any),
        Stream.concat(COLUMNS.stream(), LatestMetrics.columns().stream()).toList());
  }

  /** As {@link #read(ResultsDirectory, RunSpec, RowReader)}, for one run. */
  public static Optional<EndedRun> read(ResultsDirectory directory, RunSpec spec)
      throws IOException {
    return read(directory, spec, reader(spec));
  }

  /**
   * Reads it.
   *
   * @param rows a {@link #reader}
   * @return empty where the run has none, or one of other flags, or one that is damaged: then it
   *     has not ended
   */
  public static Optional<EndedRun> read(ResultsDirectory directory, RunSpec spec, RowReader rows)
      throws IOException {
    byte[] file;
    try {
      file = directory.read(directory.row(spec.name()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    try {
      return rows.last(new ParquetInput(file))
          .filter(row -> row.value(RunTable.SPEC_HASH).equals(spec.hash()))
          .map(EndedRun::of);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static EndedRun of(MetricValues row) {
    return new EndedRun(
        RunStatus.valueOf(row.value(RunTable.STATUS).toUpperCase(Locale.ROOT)),
        row.get(RunTable.STEPS).map(OptionalInt::of).orElse(OptionalInt.empty()),
        LatestMetrics.of(row),
        row.get(RunTable.SECONDS).map(OptionalDouble::of).orElse(OptionalDouble.empty()),
        row.get(RunTable.ERROR));
  }

  /** Whether there is nothing left to compute. */
  boolean done() {
    return status != RunStatus.FAILED && status != RunStatus.STOPPED;
  }
}
