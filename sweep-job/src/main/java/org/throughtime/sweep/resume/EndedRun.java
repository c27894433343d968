package org.throughtime.sweep.resume;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Status;

/**
 * The row of a run in {@code runs}, read back.
 *
 * @param status how it ended
 * @param steps n of its last iteration
 * @param metrics of its last checkpoint
 * @param execution how it was computed
 * @param error what ended it, where it failed
 */
public record EndedRun(
    Status status,
    OptionalInt steps,
    Optional<LatestMetrics> metrics,
    Optional<Execution> execution,
    Optional<String> error) {
  private static final RowReader ROWS =
      RowReader.of(
          RunTable.TABLE,
          Stream.concat(RunTable.ENDED.stream(), LatestMetrics.columns().stream()).toList());

  /**
   * Reads it.
   *
   * @return empty where the run has none, or one of other flags, or one that is damaged: then it
   *     has not ended
   * @throws IOException where the directory cannot be read
   */
  public static Optional<EndedRun> read(ResultsDirectory directory, RunSpec spec)
      throws IOException {
    return read(() -> directory.read(directory.row(spec.name())), spec);
  }

  /** Reads the bytes of a row. */
  @FunctionalInterface
  private interface Bytes {
    byte[] read() throws IOException;
  }

  private static Optional<EndedRun> read(Bytes row, RunSpec spec) throws IOException {
    byte[] file;
    try {
      file = row.read();
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    try {
      return of(file, spec);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads it, where it counts beside the states of the run. A driver may be frozen in the moment in
   * which it writes the row of a run that it stopped, and wake while a later driver goes on with
   * that run.
   *
   * @param listing of the directory
   * @return also empty where a later driver has come further, or the listing has no row
   * @throws IOException where the directory cannot be read
   */
  public static Optional<EndedRun> read(ResultsDirectory directory, Listing listing, RunSpec spec)
      throws IOException {
    Optional<FileStatus> listed = listing.status(directory.row(spec.name()));
    if (listed.isEmpty()) {
      return Optional.empty();
    }
    Optional<EndedRun> row = read(() -> directory.read(listed.get()), spec);
    NavigableMap<Integer, Path> states = listing.states(spec.name());
    if (row.isEmpty()
        || row.get().status().isDone()
        || states.isEmpty()
        || states.firstKey() <= row.get().steps().orElse(-1) + 1) {
      return row;
    }
    long epoch = row.get().execution().map(Execution::epoch).orElse(OptionalLong.empty()).orElse(0);
    return RunHistory.newestState(directory, spec, states)
            .filter(state -> state.epoch() > epoch)
            .isPresent()
        ? Optional.empty()
        : row;
  }

  /**
   * Reads it from the bytes of its file.
   *
   * @return empty if the row is of other flags
   * @throws IOException where the file is damaged
   */
  public static Optional<EndedRun> of(byte[] file, RunSpec spec) throws IOException {
    MetricValues row =
        ROWS.last(new ParquetInput(file)).orElseThrow(() -> new IOException("it has no row"));
    try {
      return isOf(row, spec) ? Optional.of(of(row)) : Optional.empty();
    } catch (RuntimeException e) {
      throw new IOException("its row is not of this program", e);
    }
  }

  /** Whether a row is of these flags, and not of other ones that the run had before. */
  public static boolean isOf(MetricValues row, RunSpec spec) {
    return row.value(RunTable.SPEC_HASH).equals(spec.hash());
  }

  private static EndedRun of(MetricValues row) {
    return new EndedRun(
        Status.parse(row.value(RunTable.STATUS)),
        row.get(RunTable.STEPS).map(OptionalInt::of).orElse(OptionalInt.empty()),
        LatestMetrics.of(row),
        row.get(RunTable.SECONDS)
            .map(
                s ->
                    Execution.in(
                        row.get(RunTable.EPOCH).orElse(0L),
                        s,
                        row.get(RunTable.ATTEMPTS).orElse(1),
                        provenance(row))),
        row.get(RunTable.ERROR));
  }

  private static Provenance provenance(MetricValues row) {
    return new Provenance(
        text(row, RunTable.VERSION),
        text(row, RunTable.JVM),
        text(row, RunTable.ARCHITECTURE),
        text(row, RunTable.KERNEL),
        text(row, RunTable.HOST));
  }

  private static String text(MetricValues row, Metric<RunRow, String> column) {
    return row.get(column).orElse("unknown");
  }
}
