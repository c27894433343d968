package org.throughtime.sweep.progress;

/** Shows a sweep while it runs, one stage after the other. Used by one thread. */
public interface ProgressDisplay {
  /** Called often; shows what is new where it is time to. */
  void show(SweepProgress progress);

  /**
   * Called at the end of a stage: shows whatever was not yet shown, and is ready for the next
   * stage.
   */
  void finish(SweepProgress progress);
}
