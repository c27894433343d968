package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.IterationTable;
import org.throughtime.sweep.table.Table;

/**
 * All rows that a run has committed, as far as they can be read, whether it has ended or is at
 * work.
 *
 * @param checkpoints in order
 * @param iterations in order
 */
public record RunRows(List<Checkpoint> checkpoints, List<IterationMetrics> iterations) {
  private static final int TRIES = 3;

  public RunRows {
    checkpoints = List.copyOf(checkpoints);
    iterations = List.copyOf(iterations);
  }

  /**
   * Reads them: the newest state and the segments that it counts on, else the segments that are
   * there, up to the first one that is damaged.
   *
   * @throws IOException where the directory cannot be read
   */
  public static RunRows read(ResultsDirectory directory, RunSpec spec) throws IOException {
    FileNotFoundException replaced = null;
    for (int i = 0; i < TRIES; i++) {
      try {
        Optional<RunHistory> history = RunHistory.newest(directory, spec, note -> {});
        return history.isPresent() ? of(history.get()) : ofSegments(directory, spec);
      } catch (FileNotFoundException e) {
        replaced = e; // by another attempt, since the folder was listed
      }
    }
    throw replaced;
  }

  private static RunRows of(RunHistory history) {
    List<Checkpoint> checkpoints = new ArrayList<>(history.checkpoints());
    checkpoints.addAll(history.snapshot().checkpoints());
    List<IterationMetrics> iterations = new ArrayList<>(history.iterations());
    iterations.addAll(history.snapshot().iterations());
    return new RunRows(checkpoints, iterations);
  }

  private static RunRows ofSegments(ResultsDirectory directory, RunSpec spec) throws IOException {
    return new RunRows(
        rows(directory, CheckpointTable.TABLE, spec, CheckpointTable::read),
        rows(directory, IterationTable.TABLE, spec, IterationTable::read));
  }

  private interface Rows<R> {
    List<R> of(byte[] file) throws IOException;
  }

  private static <R> List<R> rows(
      ResultsDirectory directory, Table<?> table, RunSpec spec, Rows<R> reader) throws IOException {
    Map<String, List<Path>> segments = directory.segments(table);
    List<R> rows = new ArrayList<>();
    for (Path segment : segments.getOrDefault(spec.name(), List.of())) {
      byte[] file = directory.read(segment);
      try {
        rows.addAll(reader.of(file));
      } catch (IOException e) {
        return rows;
      }
    }
    return rows;
  }
}
