package org.throughtime.benchmark;

import java.nio.FloatBuffer;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * The loss of hidden states that another program computed, in float64: output layer, softmax and
 * mean cross-entropy at every step. It tells whether a program without an output layer computed the
 * same states.
 */
public final class StateLoss {
  private final int nhid;
  private final int nout;
  private final float[] matrix;
  private final float[] bias;

  /** The loss with the output layer of these weights. */
  public StateLoss(Parameters weights) {
    Parameter output = weights.get("W_hy");
    this.nhid = output.rows();
    this.nout = output.columns();
    this.matrix = output.toArray();
    this.bias =
        weights.all().stream()
            .filter(weight -> weight.name().matches("b_h?y"))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no bias of the output layer"))
            .toArray();
  }

  /**
   * The loss.
   *
   * @param states {@code (T, B, H)}, read from index 0 on
   * @param batch whose targets they are to tell
   * @throws IllegalArgumentException if the batch does not have a target at every step
   */
  public double of(FloatBuffer states, Batch batch) {
    if (batch.head() != Head.SOFTMAX) {
      throw new IllegalArgumentException(
          "a target at every step is needed, not " + batch.head().label());
    }
    int positions = batch.length() * batch.sequences();
    double sum = 0;
    double[] outputs = new double[nout];
    for (int position = 0; position < positions; position++) {
      for (int k = 0; k < nout; k++) {
        double output = bias[k];
        for (int i = 0; i < nhid; i++) {
          output += (double) states.get(position * nhid + i) * matrix[i * nout + k];
        }
        outputs[k] = output;
      }
      sum += crossEntropy(outputs, batch.classes()[position] & 0xff);
    }
    return sum / positions;
  }

  private static double crossEntropy(double[] outputs, int target) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double output : outputs) {
      largest = Math.max(largest, output);
    }
    double sum = 0;
    for (double output : outputs) {
      sum += Math.exp(output - largest);
    }
    return largest + Math.log(sum) - outputs[target];
  }
}
