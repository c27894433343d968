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
 * All readable committed rows of a run, whether it has ended or still trains.
 *
 * @param checkpoints in order
 * @param iterations in order; of each those that are read from segments have its number and its
 *     gradient norms alone, which is what a run is drawn from
 * @param faults segments that cannot be read, a few words each; rows from there on are missing
 */
public record RunRows(
    List<Checkpoint> checkpoints, List<IterationMetrics> iterations, List<String> faults) {
  private static final RowReader WHOLE = RowReader.whole(Tables.CHECKPOINTS);
  private static final RowReader NORMS =
      RowReader.of(
          Tables.ITERATIONS,
          List.of(
              IterationMetrics.ITER,
              IterationMetrics.GRADIENT_NORM,
              IterationMetrics.GRADIENT_NORM_POST));

  public RunRows {
    faults = List.copyOf(faults);
    checkpoints = List.copyOf(checkpoints);
    iterations = List.copyOf(iterations);
  }

  /** Those of a run's segments up to the first one that is damaged, and behind all of its state. */
  static RunRows of(CommittedRun run) throws IOException {
    List<String> faults = new ArrayList<>();
    return new RunRows(
        rows(run, Tables.CHECKPOINTS, WHOLE, Checkpoint::new, RunSnapshot::checkpoints, faults),
        rows(run, Tables.ITERATIONS, NORMS, IterationMetrics::new, RunSnapshot::iterations, faults),
        faults);
  }

  private static <R> List<R> rows(
      CommittedRun run,
      Table<?> table,
      RowReader reader,
      Function<MetricValues, R> row,
      Function<RunSnapshot, List<R>> pending,
      List<String> faults)
      throws IOException {
    List<Path> segments = run.segments(table.name());
    List<R> rows = new ArrayList<>();
    for (Path segment : segments) {
      byte[] file = run.directory().read(segment);
      try {
        rows.addAll(reader.all(new ParquetInput(file), row));
      } catch (IOException e) {
        faults.add(run.directory().path(segment) + " is damaged");
        return rows;
      }
    }
    Optional<RunSnapshot> state = run.pending(segments);
    state.map(pending).ifPresent(rows::addAll);
    return rows;
  }
}
