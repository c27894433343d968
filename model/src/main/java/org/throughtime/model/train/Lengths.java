package org.throughtime.model.train;

import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.TaskSpec;

/**
 * How a length is drawn (SPEC section 2).
 *
 * @param task gives the shortest length, and the longest plus one
 */
record Lengths(TaskSpec task) {
  /** A length from min_length on and below max_length; nothing is drawn where the two are equal. */
  int draw(LegacyRandom random) {
    int span = task.maxLength() - task.minLength();
    return task.minLength() + (span == 0 ? 0 : random.randint(span));
  }
}
