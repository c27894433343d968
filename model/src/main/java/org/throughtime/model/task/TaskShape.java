package org.throughtime.model.task;

import java.util.Objects;

/**
 * The shape that a network must fit: the vectors that a task shows at a step, and the vectors that
 * it expects.
 *
 * @param nin size of an input vector, at most 256 where {@code symbolic}
 * @param nout size of an output vector, at most 256 where classes are expected
 * @param head what is scored, and how
 * @param symbolic whether every input vector is one-hot, so that a byte can hold its index
 */
public record TaskShape(int nin, int nout, Head head, boolean symbolic) {
  /** Throws IllegalArgumentException where a vector is empty or an index needs more than a byte. */
  public TaskShape {
    Objects.requireNonNull(head);
    requireSize("nin", nin, symbolic);
    requireSize("nout", nout, head != Head.LAST_LINEAR);
  }

  private static void requireSize(String name, int size, boolean indexed) {
    if (size < 1 || indexed && size > 256) {
      throw new IllegalArgumentException(
          name + " must be " + (indexed ? "from 1 to 256" : "at least 1") + ", got " + size);
    }
  }
}
