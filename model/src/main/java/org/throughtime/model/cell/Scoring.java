package org.throughtime.model.cell;

import java.util.Arrays;
import java.util.Optional;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * Loss, error and the loss's gradient from a network's outputs, collected a block of positions at a
 * time.
 *
 * <p>Sums are kept per sequence in order of t and added up in order of b at the end, in float64, so
 * that a score does not depend on how positions were cut into blocks. Logarithms of the softmax's
 * sums are taken of products of {@value #LOG_EVERY} sums: the product of that many cannot overflow
 * a double, and StrictMath.log is slow.
 */
final class Scoring {
  private static final int LOG_EVERY = 64;

  private final Kernels kernels;
  private final Head head;
  private final int nout;
  private final float errAbs;
  private double[] nll = new double[0];
  private double[] product = new double[0];
  private int[] factors = new int[0];
  private boolean[] wrong = new boolean[0];
  private float[] differences = new float[0];
  private float[] largest = new float[0];
  private float[] argmax = new float[0];
  private float[] sums = new float[0];

  /** Outputs of a block {@code (nout, rows)}, later their exponentials: a class is a row. */
  private Rows byClass;

  Scoring(Kernels kernels, Head head, int nout, double errAbs) {
    this.kernels = kernels;
    this.head = head;
    this.nout = nout;
    this.errAbs = (float) errAbs;
    this.byClass = new Rows(nout, 0);
  }

  /**
   * Forgets the last batch and makes room for one of {@code sequences}, scored in blocks of at most
   * {@code block}.
   */
  void begin(int sequences, int block) {
    if (nll.length < sequences) {
      nll = new double[sequences];
      product = new double[sequences];
      factors = new int[sequences];
      wrong = new boolean[sequences];
      differences = new float[sequences];
    }
    if (byClass.columns < block) {
      byClass = new Rows(nout, block);
      largest = new float[byClass.stride];
      argmax = new float[byClass.stride];
      sums = new float[byClass.stride];
    }
    Arrays.fill(nll, 0);
    Arrays.fill(product, 1);
    Arrays.fill(factors, 0);
    Arrays.fill(wrong, false);
  }

  /**
   * Takes the outputs of step t of {@code rows} sequences from b on.
   *
   * @param out outputs, rows from {@code from}, columns from {@code column}: logits, or the one
   *     linear output
   */
  void add(Batch batch, int t, int b, int rows, Rows out, int from, int column) {
    int first = from * out.stride + column;
    if (head == Head.LAST_LINEAR) {
      for (int i = 0; i < rows; i++) {
        differences[b + i] = batch.values()[b + i] - out.data[first + i * out.stride];
      }
      return;
    }
    for (int c = 0; c < nout; c++) {
      for (int i = 0; i < rows; i++) {
        byClass.data[c * byClass.stride + i] = out.data[first + i * out.stride + c];
      }
    }
    kernels.columnLargest(byClass, rows, largest, argmax);
    kernels.columnExpSums(byClass, rows, largest, sums);
    int targets = head == Head.SOFTMAX ? t * batch.sequences() + b : b;
    byte[] classes = batch.classes();
    for (int i = 0; i < rows; i++) {
      int target = classes[targets + i] & 0xff;
      nll[b + i] += (double) largest[i] - out.data[first + i * out.stride + target];
      product[b + i] *= sums[i];
      if (++factors[b + i] == LOG_EVERY) {
        takeLog(b + i);
      }
      wrong[b + i] |= argmax[i] != target;
    }
  }

  /**
   * The gradient of the loss with respect to the outputs last given to {@link #add}, in rows of
   * {@code gradient} from {@code fromGradient} on.
   */
  void gradient(Batch batch, int t, int b, int rows, Rows gradient, int fromGradient) {
    if (head == Head.LAST_LINEAR) {
      float scale = -2f / batch.sequences();
      for (int i = 0; i < rows; i++) {
        gradient.data[(fromGradient + i) * gradient.stride] = scale * differences[b + i];
      }
      return;
    }
    boolean everyStep = head == Head.SOFTMAX;
    int targets = everyStep ? t * batch.sequences() + b : b;
    float share = 1f / (everyStep ? batch.length() * batch.sequences() : batch.sequences());
    for (int i = 0; i < rows; i++) {
      int target = batch.classes()[targets + i] & 0xff;
      float factor = share / sums[i];
      int g = (fromGradient + i) * gradient.stride;
      for (int c = 0; c < nout; c++) {
        gradient.data[g + c] = byClass.data[c * byClass.stride + i] * factor;
      }
      gradient.data[g + target] -= share;
    }
  }

  private void takeLog(int b) {
    nll[b] += StrictMath.log(product[b]);
    product[b] = 1;
    factors[b] = 0;
  }

  /** The score of all positions added since {@link #begin}. */
  Score finish(Batch batch) {
    int sequences = batch.sequences();
    if (head == Head.LAST_LINEAR) {
      return finishLinear(sequences);
    }
    double sum = 0;
    int errors = 0;
    for (int b = 0; b < sequences; b++) {
      takeLog(b);
      sum += nll[b];
      errors += wrong[b] ? 1 : 0;
    }
    long positions = head == Head.SOFTMAX ? (long) batch.length() * sequences : sequences;
    return new Score(sum / positions, (double) errors / sequences, Optional.empty());
  }

  private Score finishLinear(int sequences) {
    double squares = 0;
    double absolutes = 0;
    int above05 = 0;
    int above10 = 0;
    int above = 0;
    float most = 0;
    for (int b = 0; b < sequences; b++) {
      float difference = differences[b];
      float absolute = Math.abs(difference);
      squares += (double) difference * difference;
      absolutes += absolute;
      above05 += absolute > .05f ? 1 : 0;
      above10 += absolute > .10f ? 1 : 0;
      above += absolute > errAbs ? 1 : 0;
      most = Math.max(most, absolute);
    }
    double n = sequences;
    LinearErrors errors =
        new LinearErrors(absolutes / n, above05 / n, above10 / n, above / n, most);
    return new Score(squares / n, above / n, Optional.of(errors));
  }
}
