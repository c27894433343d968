package org.throughtime.sweep.resume;

import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.RunCost;

/**
 * When a run commits. It depends only on the specification and the iteration, so two executions of
 * a run commit the same segments, wherever either was interrupted.
 *
 * <p>Segments are few: rows that are in none yet are in the state, where readers find them.
 *
 * @param checkFreq iterations from one checkpoint to the next
 * @param checkpointsPerSegment checkpoints in a segment of the tables; the last one holds the rest
 * @param iterationsPerState iterations from one committed state to the next
 */
public record CommitSchedule(int checkFreq, int checkpointsPerSegment, int iterationsPerState) {
  /**
   * Most segments that a run has of one table, however long it is. With row, log, final state, last
   * state and checksums these are 11 files.
   */
  public static final int MOST_SEGMENTS = 3;

  /** Fewer are no burden to a state, so that they need no file of their own. */
  private static final int LEAST_ITERATIONS = 1000;

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
    // One more than a share: the rest behind the last whole segment is a segment, too.
    int even = Math.max(0, maxiters - 1) / checkFreq / MOST_SEGMENTS + 1;
    double affordable = COST_PER_STATE / (RunCost.of(spec) / maxiters);
    return new CommitSchedule(
        checkFreq,
        Math.max(even, LEAST_ITERATIONS / checkFreq),
        (int) Math.max(1, Math.min(affordable, Integer.MAX_VALUE)));
  }

  /** Whether a segment ends with the checkpoint at iteration {@code n}. */
  boolean segmentEndsAt(int n) {
    return n / checkFreq % checkpointsPerSegment == 0;
  }

  /** How many segments have ended once that many iterations are done. */
  private int endedBy(int iterations) {
    return Math.max(0, iterations - 1) / checkFreq / checkpointsPerSegment;
  }

  /**
   * Whether a snapshot relies on the segments that this schedule makes. Those of earlier versions
   * had more of them.
   */
  boolean made(RunSnapshot snapshot) {
    int iterations = snapshot.trainer().iteration();
    boolean all = snapshot.trainer().ended() != null && iterations > 0;
    return snapshot.segments() == (all ? endedBy(iterations - 1) + 1 : endedBy(iterations));
  }

  /**
   * Whether the state is committed once that many iterations are done: behind the first checkpoint,
   * so that what keeps it from being committed shows early, and in even steps from then on.
   */
  public boolean stateAfter(int iterations) {
    return iterations == checkFreq + 1 || iterations % iterationsPerState == 0;
  }
}
