package org.throughtime.model.metric;

/** Which rows have a value of a metric, and whether every file has its column. */
public enum Presence {
  /** Every row of every version. */
  ALWAYS,
  /** Rows of some runs; every file has the column. */
  SOMETIMES,
  /**
   * Rows written since the metric was added: files of earlier versions lack the column. It counts
   * in the digest of a run only where the run has a value of it.
   */
  LATE
}
