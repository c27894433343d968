package org.throughtime.sweep.table;

import java.util.Locale;

/** The tables of a sweep, by the names of their folders and SQL views. */
public enum TableName {
  RUNS,
  CHECKPOINTS,
  ITERATIONS,
  GENERALIZATION;

  /** The name, in lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
