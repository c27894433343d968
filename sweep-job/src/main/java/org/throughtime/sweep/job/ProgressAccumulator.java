package org.throughtime.sweep.job;

import org.apache.spark.util.AccumulatorV2;
import org.throughtime.sweep.progress.RunProgress;

/**
 * Carries the progress of a run from its task to the driver. Spark sends the accumulators of
 * running tasks with every heartbeat of their executor. Of two values, the later one counts.
 */
final class ProgressAccumulator extends AccumulatorV2<RunProgress, RunProgress> {
  private static final long serialVersionUID = 1L;

  /** Written by the task's thread, read by the heartbeat's. */
  private volatile RunProgress latest;

  @Override
  public boolean isZero() {
    return latest == null;
  }

  @Override
  public ProgressAccumulator copy() {
    ProgressAccumulator copy = new ProgressAccumulator();
    copy.latest = latest;
    return copy;
  }

  @Override
  public void reset() {
    latest = null;
  }

  @Override
  public void add(RunProgress progress) {
    latest = progress;
  }

  @Override
  public void merge(AccumulatorV2<RunProgress, RunProgress> other) {
    if (!other.isZero()) {
      latest = other.value();
    }
  }

  @Override
  public RunProgress value() {
    return latest;
  }
}
