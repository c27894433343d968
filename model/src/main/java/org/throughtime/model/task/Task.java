package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/** One synthetic long-range task: draws batches from a stream. */
public interface Task {
  /** What a network for this task must fit. */
  TaskShape shape();

  /** Size of an input vector. */
  default int nin() {
    return shape().nin();
  }

  /** Size of an output vector. */
  default int nout() {
    return shape().nout();
  }

  /** What is scored, and how. */
  default Head head() {
    return shape().head();
  }

  /** Whether inputs are one-hot. */
  default boolean symbolic() {
    return shape().symbolic();
  }

  /**
   * The longest T a batch can have where lengths go up to {@code maxLength}: the S of the NPZ
   * arrays. {@code maxLength} itself where T is the drawn length.
   */
  default int longest(int maxLength) {
    return maxLength;
  }

  /** How many sequences a batch has where {@code requested} were asked for; only memall differs. */
  default int sequences(int requested) {
    return requested;
  }

  /**
   * Draws one batch for {@code length} into {@code batch}, in NumPy's order of draws.
   *
   * @param random the stream, advanced by exactly the draws of SPEC section 3
   * @param length the drawn length L, from which the task makes T
   * @param batch made by {@link #newBatch}
   */
  void draw(LegacyRandom random, int length, Batch batch);

  /**
   * Draws a batch whose inputs are all distractors, as between the marked steps of a sequence and
   * its answer. It does not set targets.
   *
   * @param random any stream
   * @param steps T, at least 1
   * @param batch of this task's shape and any number of sequences
   */
  void drawDistractors(LegacyRandom random, int steps, Batch batch);

  /**
   * Number of steps at the end of a sequence that come after its distractors and ask for the
   * answer. 0 where a distractor is the last step.
   */
  default int recallSteps() {
    return 0;
  }

  /**
   * An empty batch of {@link #sequences(int) sequences(requested)} sequences of this task's shape.
   */
  default Batch newBatch(int requested) {
    return new Batch(sequences(requested), shape());
  }
}
