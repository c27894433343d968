package org.throughtime.sweep.resume;

import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.RunCost;

/**
 * When a run commits. It depends only on the specification and the iteration, so two executions of
 * a run commit the same segments, wherever either was interrupted.
 *
 * @param checkFreq iterations from one checkpoint to the next
 * @param checkpointsPerSegment checkpoints in a segment of the tables, but for the first one
 * @param iterationsPerState iterations from one committed state to the next
 */
public record CommitSchedule(int checkFreq, int checkpointsPerSegment, int iterationsPerState) {
  /** Most segments that a run has of one table, however long it is. */
  public static final int MOST_SEGMENTS = 16;

  /**
   * Multiply-adds between two states: 20 seconds of a core that does a thousand million of them a
   * second, as a slow one with scalar kernels does.
   */
  private static final double COST_PER_STATE = 2e10;

  public CommitSchedule {
    if (checkFreq < 1 || checkpointsPerSegment < 1 || iterationsPerState < 1) {
      throw new IllegalArgumentException(
          "a schedule counts from 1, got %s, %s, %s"
              .formatted(checkFreq, checkpointsPerSegment, iterationsPerState));
    }
  }

  /** The schedule of a run. */
  public static CommitSchedule of(RunSpec spec) {
    int maxiters = spec.optimizer().maxiters();
    int checkFreq = spec.validation().checkFreq();
    int checkpoints = maxiters / checkFreq;
    // One segment is the first checkpoint's, one what comes behind the last whole one.
    int most = MOST_SEGMENTS - 2;
    double affordable = COST_PER_STATE / (RunCost.of(spec) / maxiters);
    return new CommitSchedule(
        checkFreq,
        Math.max(1, checkpoints / most + (checkpoints % most == 0 ? 0 : 1)),
        (int) Math.max(1, Math.min(affordable, Integer.MAX_VALUE)));
  }

  /**
   * Whether a segment ends with the checkpoint at iteration {@code n}. The first one holds a single
   * checkpoint, so that there is something to see soon.
   */
  boolean segmentEndsAt(int n) {
    int index = n / checkFreq;
    return index == 1 || index % checkpointsPerSegment == 0;
  }

  /**
   * Whether the state is committed once that many iterations are done: behind the first checkpoint,
   * so that what keeps it from being committed shows early, and in even steps from then on.
   */
  public boolean stateAfter(int iterations) {
    return iterations == checkFreq + 1 || iterations % iterationsPerState == 0;
  }
}
