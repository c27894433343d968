package org.throughtime.sweep.table;

import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.dynamics.JacobianMetrics;
import org.throughtime.model.dynamics.Measurement;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.dynamics.TrajectoryMetrics;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.IterationSource;
import org.throughtime.model.train.WeightMetrics;

/**
 * The tables that have many rows for each run. {@link RunTable} is the table with one row for each
 * run.
 */
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

  /** A row for every parameter of a checkpoint that keeps its weights. */
  public static final Table<WeightMetrics.Kept> WEIGHTS =
      new Table<>(TableName.WEIGHTS, WeightMetrics.SCHEMA);

  /** A row for every checkpoint that was measured as a dynamical system. */
  public static final Table<Measurement> DYNAMICS =
      new Table<>(TableName.DYNAMICS, DynamicsMetrics.SCHEMA);

  /** A row for every fixed point and slow point of such a checkpoint. */
  public static final Table<FixedPointMetrics.Found> FIXED_POINTS =
      new Table<>(TableName.FIXED_POINTS, FixedPointMetrics.SCHEMA);

  /** A row for every number of distractors, over all sequences and for each class. */
  public static final Table<RetentionMetrics.Kept> RETENTION =
      new Table<>(TableName.RETENTION, RetentionMetrics.SCHEMA);

  /** A row for every distance T - t. */
  public static final Table<JacobianMetrics.Spectrum> JACOBIAN_SV =
      new Table<>(TableName.JACOBIAN_SV, JacobianMetrics.SCHEMA);

  /** A row for every state of some sequences. */
  public static final Table<TrajectoryMetrics.Visited> TRAJECTORIES =
      new Table<>(TableName.TRAJECTORIES, TrajectoryMetrics.SCHEMA);

  private Tables() {}
}
