package org.throughtime.sweep.progress;

/** Shows a sweep while it runs. Used by one thread. */
public interface ProgressDisplay {
  /** Called often; shows what is new where it is time to. */
  void show(SweepProgress progress);

  /** Called once at the end of the sweep: shows whatever was not yet shown. */
  void finish(SweepProgress progress);
}
