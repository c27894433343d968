package org.throughtime.model.cell;

import java.util.Arrays;
import java.util.Optional;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * Computes loss, error and the gradient of the loss from the outputs of a network, one block of
 * positions at a time.
 *
 * <p>It keeps a float64 sum for each sequence in order of t, and adds these sums in order of b at
 * the end, so a score does not depend on how positions are divided into blocks. {@code
 * StrictMath.log} is slow, so one logarithm serves the product of {@link #LOG_EVERY} softmax sums.
 * A product of that many cannot overflow a double.
 */
final class Scoring {
  private static final int LOG_EVERY = 64;

  private final Kernels kernels;
  private final Head head;
  private final float errAbs;
  private final float[] largest;
  private final float[] argmax;
  private final float[] sums;
  private final float[] ofTarget;
  private double[] nll = new double[0];
  private double[] product = new double[0];
  private int[] factors = new int[0];
  private boolean[] wrong = new boolean[0];
  private float[] differences = new float[0];

  /**
   * @param errAbs |y - yhat| above which a linear output is wrong
   * @param block most positions that are given to {@link #add} or {@link #addSteps} at a time
   */
  Scoring(Kernels kernels, Head head, double errAbs, int block) {
    this.kernels = kernels;
    this.head = head;
    this.errAbs = (float) errAbs;
    this.largest = new float[Rows.stride(block)];
    this.argmax = new float[Rows.stride(block)];
    this.sums = new float[Rows.stride(block)];
    this.ofTarget = new float[Rows.stride(block)];
  }

  /** Forgets the last batch and makes room for one of {@code sequences}. */
  void begin(int sequences) {
    if (nll.length < sequences) {
      nll = new double[sequences];
      product = new double[sequences];
      factors = new int[sequences];
      wrong = new boolean[sequences];
      differences = new float[sequences];
    }
    Arrays.fill(nll, 0);
    Arrays.fill(product, 1);
    Arrays.fill(factors, 0);
    Arrays.fill(wrong, false);
  }

  /**
   * Takes the outputs of step t of {@code n} sequences from b on.
   *
   * @param out {@code (nout, n or more)}, a sequence a column: the one linear output, or logits,
   *     which become exp(logit - the largest of its sequence)
   */
  void add(Batch batch, int t, int b, int n, Rows out) {
    if (head == Head.LAST_LINEAR) {
      for (int i = 0; i < n; i++) {
        differences[b + i] = batch.values()[b + i] - out.data[i];
      }
    } else {
      int from = head == Head.SOFTMAX ? t * batch.sequences() + b : b;
      addClasses(batch.classes(), from, false, b, n, out);
    }
  }

  /** The same for the sequences of a block. */
  void add(ColumnBlock block, int t, Rows out) {
    if (head == Head.SOFTMAX) {
      ColumnBlock.Bytes targets = block.targets();
      boolean same = targets.same(t);
      addClasses(targets.data(), targets.at(t), same, block.first(), block.count(), out);
    } else {
      add(block.batch(), t, block.first(), block.count(), out);
    }
  }

  /**
   * Takes the logits of all sequences at {@code steps} steps from t on; of a softmax head.
   *
   * @param out {@code (nout, steps * B or more)}, sequence b of step t + s in column {@code s * B +
   *     b}: logits, which become exp(logit - the largest of its position)
   */
  void addSteps(Batch batch, int t, int steps, Rows out) {
    int sequences = batch.sequences();
    int positions = steps * sequences;
    byte[] classes = batch.classes();
    int from = t * sequences;
    kernels.columnLargest(out, positions, largest, argmax);
    for (int p = 0; p < positions; p++) {
      ofTarget[p] = out.data[(classes[from + p] & 0xff) * out.stride + p];
    }
    kernels.columnExpSums(out, positions, largest, sums);
    for (int s = 0; s < steps; s++) {
      int column = s * sequences;
      for (int b = 0; b < sequences; b++) {
        nll[b] += (double) largest[column + b] - ofTarget[column + b];
        wrong[b] |= argmax[column + b] != (classes[from + column + b] & 0xff);
        product[b] *= sums[column + b];
      }
      countFactor(0, sequences);
    }
  }

  private void addClasses(byte[] classes, int from, boolean same, int b, int n, Rows out) {
    kernels.columnLargest(out, n, largest, argmax);
    if (same) {
      compareWith(classes[from] & 0xff, b, n, out);
    } else {
      compareWith(classes, from, b, n, out);
    }
    kernels.columnExpSums(out, n, largest, sums);
    for (int i = 0; i < n; i++) {
      product[b + i] *= sums[i];
    }
    countFactor(b, n);
  }

  private void countFactor(int b, int n) {
    if (++factors[b] == LOG_EVERY) {
      factors[b] = 0;
      takeLogs(b, n);
    }
  }

  private void compareWith(byte[] classes, int from, int b, int n, Rows out) {
    for (int i = 0; i < n; i++) {
      int target = classes[from + i] & 0xff;
      nll[b + i] += (double) largest[i] - out.data[target * out.stride + i];
      wrong[b + i] |= argmax[i] != target;
    }
  }

  /** The same where there is one target for all: a row of outputs, and nothing to gather. */
  private void compareWith(int target, int b, int n, Rows out) {
    int row = target * out.stride;
    for (int i = 0; i < n; i++) {
      nll[b + i] += (double) largest[i] - out.data[row + i];
    }
    for (int i = 0; i < n; i++) {
      wrong[b + i] |= argmax[i] != target;
    }
  }

  /**
   * The gradient of the loss with respect to the outputs last given to {@link #add} or {@link
   * #addSteps}, in the first {@code nout} columns of rows of {@code gradient}.
   *
   * @param t the step of the first position
   * @param b its sequence
   * @param n positions
   * @param out as they left it; of no use after this
   * @param fromGradient the row of the first position
   */
  void gradient(Batch batch, int t, int b, int n, Rows out, Rows gradient, int fromGradient) {
    if (head == Head.LAST_LINEAR) {
      float scale = -2f / batch.sequences();
      for (int i = 0; i < n; i++) {
        gradient.data[(fromGradient + i) * gradient.stride] = scale * differences[b + i];
      }
      return;
    }
    boolean everyStep = head == Head.SOFTMAX;
    int targets = everyStep ? t * batch.sequences() + b : b;
    float share = 1f / (everyStep ? batch.length() * batch.sequences() : batch.sequences());
    for (int i = 0; i < n; i++) {
      sums[i] = share / sums[i];
    }
    for (int c = 0; c < out.count; c++) {
      scale(out.data, c * out.stride, sums, n);
    }
    for (int i = 0; i < n; i++) {
      int g = (fromGradient + i) * gradient.stride;
      for (int c = 0; c < out.count; c++) {
        gradient.data[g + c] = out.data[c * out.stride + i];
      }
      gradient.data[g + (batch.classes()[targets + i] & 0xff)] -= share;
    }
  }

  private static void scale(float[] x, int from, float[] factors, int n) {
    for (int i = 0; i < n; i++) {
      x[from + i] *= factors[i];
    }
  }

  private void takeLogs(int b, int n) {
    for (int i = b; i < b + n; i++) {
      nll[i] += StrictMath.log(product[i]);
      product[i] = 1;
    }
  }

  /** The score of all positions added since {@link #begin}. */
  Score finish(Batch batch) {
    int sequences = batch.sequences();
    if (head == Head.LAST_LINEAR) {
      return finishLinear(sequences);
    }
    double sum = 0;
    int errors = 0;
    int failures = 0;
    takeLogs(0, sequences);
    for (int b = 0; b < sequences; b++) {
      sum += nll[b];
      errors += wrong[b] ? 1 : 0;
      failures += wrong[b] || !Double.isFinite(nll[b]) ? 1 : 0;
    }
    long positions = head == Head.SOFTMAX ? (long) batch.length() * sequences : sequences;
    double n = sequences;
    return new Score(sum / positions, errors / n, failures / n, Optional.empty());
  }

  private Score finishLinear(int sequences) {
    double squares = 0;
    double absolutes = 0;
    int above05 = 0;
    int above10 = 0;
    int above = 0;
    int failures = 0;
    float most = 0;
    for (int b = 0; b < sequences; b++) {
      float difference = differences[b];
      float absolute = Math.abs(difference);
      squares += (double) difference * difference;
      absolutes += absolute;
      above05 += absolute > .05f ? 1 : 0;
      above10 += absolute > .10f ? 1 : 0;
      above += absolute > errAbs ? 1 : 0;
      failures += absolute > errAbs || !Float.isFinite(absolute) ? 1 : 0;
      most = Math.max(most, absolute);
    }
    double n = sequences;
    LinearErrors errors =
        new LinearErrors(absolutes / n, above05 / n, above10 / n, above / n, most);
    return new Score(squares / n, above / n, failures / n, Optional.of(errors));
  }
}
