package org.throughtime.benchmark;

/** A run that is timed: one of ours, or the same run in another program. */
public interface TimedRun {
  /**
   * One iteration, and the checkpoint after it if one is due; or one validation pass.
   *
   * @param laps told when each of them ends
   */
  void step(Laps laps);

  /** Loss of the last iteration; NaN if there is none. Not part of what is timed. */
  double trainNll();

  /** Loss of the last checkpoint or validation pass; NaN if there is none. Not timed either. */
  double validNll();
}
