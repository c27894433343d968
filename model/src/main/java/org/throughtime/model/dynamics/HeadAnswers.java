package org.throughtime.model.dynamics;

import java.util.OptionalDouble;
import org.throughtime.model.cell.CellStep;
import org.throughtime.model.task.Head;

/** What the output layer of a network answers in a state. */
final class HeadAnswers {
  private final CellStep step;
  private final Head head;
  private final double[] output;

  HeadAnswers(CellStep step, Head head) {
    this.step = step;
    this.head = head;
    this.output = new double[step.outputs()];
  }

  /**
   * The class of the largest logit, the first of equal ones; or the value of a linear head. NaN
   * where an output is.
   */
  double in(double[] state) {
    step.output(state, output);
    if (head == Head.LAST_LINEAR) {
      return output[0];
    }
    int best = 0;
    for (int c = 0; c < output.length; c++) {
      if (Double.isNaN(output[c])) {
        return Double.NaN;
      }
      best = output[c] > output[best] ? c : best;
    }
    return best;
  }

  /**
   * The softmax probability of the class that {@link #in} gives; empty for a linear head, NaN where
   * an output is.
   */
  OptionalDouble probability(double[] state) {
    if (head == Head.LAST_LINEAR) {
      return OptionalDouble.empty();
    }
    step.output(state, output);
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : output) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    for (double logit : output) {
      sum += StrictMath.exp(logit - largest);
    }
    return OptionalDouble.of(1 / sum);
  }
}
