package org.throughtime.sweep.job;

/** What an attempt at a run must do between two iterations. */
enum Stop {
  /** Go on. */
  NO,
  /** Commit, and end as stopped. */
  IN_GOOD_ORDER,
  /** Leave everything as it is: another attempt at the run has done what there was to do. */
  AT_ONCE
}
