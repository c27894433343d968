package org.throughtime.model.dynamics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The share of sequences that a network still answers correctly after further distractors.
 *
 * @param steps number of further distractors
 * @param share of correct sequences, 0 to 1
 * @param sequences number of sequences
 * @param byClass the share for each class, NaN for a class without sequences; empty for a task with
 *     another head than lastSoftmax
 * @param sequencesByClass number of sequences of each class; empty where {@code byClass} is
 */
public record Retention(
    int steps, double share, int sequences, List<Double> byClass, List<Integer> sequencesByClass) {
  public Retention {
    byClass = List.copyOf(byClass);
    sequencesByClass = List.copyOf(sequencesByClass);
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
      int sequences = Arrays.stream(drawn).sum();
      double share = (double) Arrays.stream(right).sum() / sequences;
      List<Double> byClass = new ArrayList<>();
      List<Integer> sequencesByClass = new ArrayList<>();
      for (int c = 0; c < right.length && right.length > 1; c++) {
        byClass.add(drawn[c] == 0 ? Double.NaN : (double) right[c] / drawn[c]);
        sequencesByClass.add(drawn[c]);
      }
      return new Retention(steps, share, sequences, byClass, sequencesByClass);
    }
  }
}
