package org.throughtime.model.cell;

import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * The loss's second derivative by the outputs, multiplied with a vector at every position.
 *
 * <pre>
 *   lastLinear   2 / B v
 *   softmax      share p * (v - p . v),  share = 1 / B, or 1 / (T B) where every step is scored
 * </pre>
 *
 * <p>p is taken from the gradient, {@code share (p - onehot)}: with v counted from its element of
 * the target class, nothing cancels where the network is all but sure.
 */
final class LossCurvature {
  private LossCurvature() {}

  /**
   * Replaces every v.
   *
   * @param gradient of the loss by the outputs, rows {@code (T * B, nout)}
   * @param v the vectors, same shape
   * @param from first row that is scored
   * @param rows how many
   */
  static void apply(Batch batch, Rows gradient, Rows v, int from, int rows) {
    if (batch.head() == Head.LAST_LINEAR) {
      float scale = 2f / batch.sequences();
      for (int i = from; i < from + rows; i++) {
        v.data[i * v.stride] *= scale;
      }
      return;
    }
    byte[] classes = batch.classes();
    int firstClass = batch.head() == Head.SOFTMAX ? from : 0;
    for (int i = 0; i < rows; i++) {
      int row = (from + i) * v.stride;
      softmax(gradient.data, v.data, row, v.columns, classes[firstClass + i] & 0xff, rows);
    }
  }

  /**
   * @param terms how many the loss is the mean of, 1 / share
   */
  private static void softmax(
      float[] gradient, float[] v, int row, int classes, int target, int terms) {
    float ofTarget = v[row + target];
    float mean = 0;
    for (int c = row; c < row + classes; c++) {
      v[c] -= ofTarget;
      mean = Math.fma(gradient[c], v[c], mean);
    }
    mean *= terms;
    for (int c = row; c < row + classes; c++) {
      v[c] = gradient[c] * (v[c] - mean);
    }
    v[row + target] -= mean / terms;
  }
}
