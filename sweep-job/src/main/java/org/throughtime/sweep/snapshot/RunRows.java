package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.Tables;

/**
 * All rows that a run has committed, as far as they can be read, whether it has ended or is at
 * work.
 *
 * @param checkpoints in order
 * @param iterations in order; of each those that are read from segments have its number and its
 *     gradient norms alone, which is what a run is drawn from
 */
public record RunRows(List<Checkpoint> checkpoints, List<IterationMetrics> iterations) {
  private static final RowReader WHOLE = RowReader.whole(Tables.CHECKPOINTS);
  private static final RowReader NORMS =
      RowReader.of(
          Tables.ITERATIONS,
          List.of(
              IterationMetrics.ITER,
              IterationMetrics.GRADIENT_NORM,
              IterationMetrics.GRADIENT_NORM_POST));

  public RunRows {
    checkpoints = List.copyOf(checkpoints);
    iterations = List.copyOf(iterations);
  }

  /** Those of a run's segments up to the first one that is damaged, and behind all of its state. */
  static RunRows of(CommittedRun run) throws IOException {
    return new RunRows(
        rows(run, Tables.CHECKPOINTS, WHOLE, Checkpoint::new, RunSnapshot::checkpoints),
        rows(run, Tables.ITERATIONS, NORMS, IterationMetrics::new, RunSnapshot::iterations));
  }

  private static <R> List<R> rows(
      CommittedRun run,
      Table<?> table,
      RowReader reader,
      Function<MetricValues, R> row,
      Function<RunSnapshot, List<R>> pending)
      throws IOException {
    List<Path> segments = run.segments(table.name());
    List<R> rows = new ArrayList<>();
    for (Path segment : segments) {
      byte[] file = run.directory().read(segment);
      try {
        rows.addAll(reader.all(new ParquetInput(file), row));
      } catch (IOException e) {
        return rows;
      }
    }
    Optional<RunSnapshot> state = run.pending(segments);
    state.map(pending).ifPresent(rows::addAll);
    return rows;
  }
}
