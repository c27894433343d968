package org.throughtime.model.train;

import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.TaskSpec;

/**
 * How a length is drawn (SPEC section 2).
 *
 * @param least the shortest length
 * @param most the longest plus one, or the shortest
 */
record Lengths(int least, int most) {
  /** Those of a task. */
  static Lengths of(TaskSpec task) {
    return new Lengths(task.minLength(), task.maxLength());
  }

  /**
   * Those of a run in a stage.
   *
   * @param stage from 0 on; see {@link LengthSchedule}
   */
  static Lengths of(RunSpec run, int stage) {
    TaskSpec task = run.task();
    return new Lengths(
        task.minLength(), run.optimizer().schedules().lengths().maxLength(task.maxLength(), stage));
  }

  /** A length; nothing is drawn where there is but one. */
  int draw(LegacyRandom random) {
    int span = most - least;
    return least + (span == 0 ? 0 : random.randint(span));
  }
}
