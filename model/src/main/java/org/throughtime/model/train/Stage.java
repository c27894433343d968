package org.throughtime.model.train;

import java.io.Serializable;

/**
 * The stage of a {@link LengthSchedule} that a run has reached.
 *
 * @param number from 0 on
 * @param good good checkpoints in a row in this stage
 */
public record Stage(int number, int good) implements Serializable {
  /** The beginning of every run. */
  public static final Stage FIRST = new Stage(0, 0);

  /** Throws IllegalArgumentException where one is below 0. */
  public Stage {
    if (number < 0 || good < 0) {
      throw new IllegalArgumentException("a stage and its checkpoints are at least 0");
    }
  }

  /**
   * The stage behind a checkpoint.
   *
   * @param run its specification
   * @param validError percent
   * @param validNll a checkpoint whose loss is not finite is never good
   */
  Stage after(RunSpec run, double validError, double validNll) {
    LengthSchedule lengths = run.optimizer().schedules().lengths();
    if (!lengths.grows() || isLast(run)) {
      return this;
    }
    boolean right = Preference.isBelow(lengths.below(), validError, validNll);
    int row = right ? good + 1 : 0;
    return row < lengths.checks() ? new Stage(number, row) : new Stage(number + 1, 0);
  }

  /** Whether lengths grow no more. */
  boolean isLast(RunSpec run) {
    int most = run.optimizer().schedules().lengths().longest(run.task().maxLength());
    return Lengths.of(run, number).most() == most;
  }
}
