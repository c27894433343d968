package org.throughtime.sweep.digest;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;

/**
 * How a run ended, as its row in {@code runs} says.
 *
 * @param status its label
 * @param iterations how many it did
 */
record Ending(String status, long iterations) {
  private static final List<Metric<RunRow, ?>> COLUMNS =
      List.of(RunTable.STATUS, RunTable.STEPS, RunTable.SPEC_HASH);

  /**
   * Reads it.
   *
   * @return empty where the row is one of other flags: then the run has not ended
   * @throws UnreadableException where the row is not there or cannot be read
   */
  static Optional<Ending> read(ResultsDirectory directory, RunSpec spec)
      throws UnreadableException {
    RowReader rows = RowReader.of(RunTable.table(spec), COLUMNS);
    Path file = directory.row(spec.name());
    Optional<MetricValues> row;
    try {
      row = rows.last(HadoopInputFile.fromPath(file, directory.configuration()));
    } catch (IOException | RuntimeException e) {
      // What Parquet makes of bytes that are not what it wrote is any of these.
      throw UnreadableException.of(file, e);
    }
    if (row.isEmpty()) {
      throw new UnreadableException(file, "has no row");
    }
    return row.filter(r -> r.value(RunTable.SPEC_HASH).equals(spec.hash())).map(Ending::of);
  }

  private static Ending of(MetricValues row) {
    return new Ending(
        row.value(RunTable.STATUS), row.get(RunTable.STEPS).map(steps -> steps + 1L).orElse(0L));
  }

  /** Whether it can go on, from where it was when it was stopped. */
  boolean resumable() {
    return status.equals(RunStatus.STOPPED.label());
  }

  /** Whether it came to its end, where a run leaves its final state. */
  boolean complete() {
    return !resumable() && !status.equals(RunStatus.FAILED.label());
  }

  /**
   * Whether a run that ended so has this many checkpoints. What ends a run at an iteration that has
   * one may come before it.
   */
  boolean goesWith(long checkpoints, int checkFreq) {
    long last = Math.max(0, iterations - 1);
    long due = last / checkFreq;
    boolean before = last % checkFreq == 0 && !status.equals(RunStatus.FINISHED.label());
    return checkpoints == due || before && checkpoints == due - 1;
  }
}
