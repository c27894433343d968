package org.throughtime.model.dynamics;

import java.util.Arrays;
import java.util.List;

/**
 * How well a network keeps an answer through distractors.
 *
 * @param steps of distractors between a sequence and the question for its answer
 * @param share of the sequences that are then answered rightly, 0 to 1
 * @param byClass the same of the sequences of each class; NaN where none was drawn. Empty for a
 *     task that expects no class, or one at every step
 */
public record Retention(int steps, double share, List<Double> byClass) {
  public Retention {
    byClass = List.copyOf(byClass);
  }

  /** Counts of right answers by class; class 0 alone where there are none. */
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

    /** The shares behind so many steps. */
    Retention behind(int steps) {
      double share = (double) Arrays.stream(right).sum() / Arrays.stream(drawn).sum();
      Double[] byClass = new Double[right.length == 1 ? 0 : right.length];
      for (int c = 0; c < byClass.length; c++) {
        byClass[c] = drawn[c] == 0 ? Double.NaN : (double) right[c] / drawn[c];
      }
      return new Retention(steps, share, List.of(byClass));
    }
  }
}
