package org.throughtime.sweep.table;

import java.util.List;
import java.util.Locale;

/** The tables of a sweep, by the names of their folders and SQL views. */
public enum TableName {
  RUNS,
  CHECKPOINTS,
  ITERATIONS,
  GENERALIZATION,
  /** Of the checkpoints that keep them. */
  WEIGHTS,
  DYNAMICS,
  FIXED_POINTS,
  RETENTION,
  JACOBIAN_SV,
  TRAJECTORIES;

  /** The tables that the command {@code dynamics} makes: a file of each for every checkpoint. */
  public static final List<TableName> MEASURED =
      List.of(DYNAMICS, FIXED_POINTS, RETENTION, JACOBIAN_SV, TRAJECTORIES);

  /** The name, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
