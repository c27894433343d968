package org.throughtime.model.dynamics;

import java.util.Arrays;
import java.util.List;

/**
 * The share of sequences that a network still answers correctly after further distractors.
 *
 * @param steps number of further distractors
 * @param share of correct sequences, 0 to 1
 * @param byClass the share for each class, NaN for a class without sequences; empty for a task with
 *     another head than lastSoftmax
 */
public record Retention(int steps, double share, List<Double> byClass) {
  public Retention {
    byClass = List.copyOf(byClass);
  }

  /** Counts of sequences and of correct ones, by class; one class for other heads. */
  static final class Counts {
    private final int[] right;
    private final int[] drawn;

    Counts(int classes) {
      this.right = new int[classes];
      this.drawn = new int[classes];
    }

    void add(int ofClass, boolean isRight) {
      drawn[ofClass]++;
      right[ofClass] += isRight ? 1 : 0;
    }

    /** The shares after so many distractors. */
    Retention after(int steps) {
      double share = (double) Arrays.stream(right).sum() / Arrays.stream(drawn).sum();
      Double[] byClass = new Double[right.length == 1 ? 0 : right.length];
      for (int c = 0; c < byClass.length; c++) {
        byClass[c] = drawn[c] == 0 ? Double.NaN : (double) right[c] / drawn[c];
      }
      return new Retention(steps, share, List.of(byClass));
    }
  }
}
