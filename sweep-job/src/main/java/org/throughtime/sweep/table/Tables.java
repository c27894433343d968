package org.throughtime.sweep.table;

import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.IterationSource;

/** The tables of which a run has many rows. That of one row a run is {@link RunTable}. */
public final class Tables {
  /** A row for every checkpoint. */
  public static final Table<CheckpointSource> CHECKPOINTS =
      new Table<>(TableName.CHECKPOINTS, CheckpointMetrics.SCHEMA);

  /** A row for every training iteration. */
  public static final Table<IterationSource> ITERATIONS =
      new Table<>(TableName.ITERATIONS, IterationMetrics.SCHEMA);

  /**
   * A row for every length and certification. Nothing in it tells when or where it was computed, so
   * certifying again leaves the same bytes.
   */
  public static final Table<GeneralizationRow.Scored> GENERALIZATION =
      new Table<>(TableName.GENERALIZATION, GeneralizationRow.SCHEMA);

  private Tables() {}
}
