package org.throughtime.sweep.resume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.table.Tables;

/** The rows of a run that no segment has yet. */
final class PendingRows {
  private final TableFiles tables;
  private final String run;
  private final List<IterationMetrics> iterations = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private int segments;

  /**
   * @param tables where segments are committed
   * @param run its name
   * @param segments how many are committed already
   */
  PendingRows(TableFiles tables, String run, int segments) {
    this.tables = tables;
    this.run = run;
    this.segments = segments;
  }

  void add(IterationMetrics metrics) {
    iterations.add(metrics);
  }

  void add(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
  }

  /** In the order in which the run made them. */
  List<IterationMetrics> iterations() {
    return iterations;
  }

  /** In the order in which the run made them. */
  List<Checkpoint> checkpoints() {
    return checkpoints;
  }

  /** How many segments are committed. */
  int segments() {
    return segments;
  }

  /**
   * Commits the rows, if there are any, as the next segment of each table that has some.
   *
   * @param files takes each file once it is committed
   */
  void commit(List<CommittedFile> files) throws IOException {
    if (iterations.isEmpty()) {
      return;
    }
    int number = segments++;
    List<MetricValues> rows = iterations.stream().map(IterationMetrics::values).toList();
    files.add(tables.segment(Tables.ITERATIONS, run, number, rows));
    if (!checkpoints.isEmpty()) {
      rows = checkpoints.stream().map(Checkpoint::values).toList();
      files.add(tables.segment(Tables.CHECKPOINTS, run, number, rows));
    }
    iterations.clear();
    checkpoints.clear();
  }
}
