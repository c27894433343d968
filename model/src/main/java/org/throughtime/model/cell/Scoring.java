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
 * sums are taken of products of {@value #LOG_EVERY} sums: the product of that many cannot overflow a
 * double, and StrictMath.log is slow.
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
  private int[] argmax = new int[0];
  private Rows exps;

  Scoring(Kernels kernels, Head head, int nout, double errAbs) {
    this.kernels = kernels;
    this.head = head;
    this.nout = nout;
    this.errAbs = (float) errAbs;
    this.exps = new Rows(1, nout);
  }

  /** Forgets the last batch and makes room for one of {@code sequences}, scored in blocks of at most {@code block}. */
  void begin(int sequences, int block) {
    if (nll.length < sequences) {
      nll = new double[sequences];
      product = new double[sequences];
      factors = new int[sequences];
      wrong = new boolean[sequences];
      differences = new float[sequences];
    }
    if (exps.count < block) {
      exps = new Rows(block, nout);
      largest = new float[block];
      argmax = new int[block];
    }
    Arrays.fill(nll, 0);
    Arrays.fill(product, 1);
    Arrays.fill(factors, 0);
    Arrays.fill(wrong, false);
  }

  /**
   * Takes the outputs of step t of {@code rows} sequences from b on.
   *
   * @param out outputs, rows from {@code from}: logits, or the one linear output
   */
  void add(Batch batch, int t, int b, int rows, Rows out, int from) {
    if (head == Head.LAST_LINEAR) {
      for (int i = 0; i < rows; i++) {
        differences[b + i] = batch.values()[b + i] - out.data[(from + i) * out.stride];
      }
      return;
    }
    findLargest(out, from, rows);
    kernels.exp(out, from, largest, exps, 0, rows);
    int targets = head == Head.SOFTMAX ? t * batch.sequences() + b : b;
    byte[] classes = batch.classes();
    for (int i = 0; i < rows; i++) {
      int target = classes[targets + i] & 0xff;
      float sum = expSum(i);
      nll[b + i] += (double) largest[i] - out.data[(from + i) * out.stride + target];
      product[b + i] *= sum;
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
      float factor = share / expSum(i);
      int e = i * exps.stride;
      int g = (fromGradient + i) * gradient.stride;
      for (int c = 0; c < nout; c++) {
        gradient.data[g + c] = exps.data[e + c] * factor;
      }
      gradient.data[g + target] -= share;
    }
  }

  private void findLargest(Rows out, int from, int rows) {
    float[] data = out.data;
    for (int i = 0; i < rows; i++) {
      int o = (from + i) * out.stride;
      float most = data[o];
      int at = 0;
      for (int c = 1; c < nout; c++) {
        float v = data[o + c];
        at = v > most ? c : at;
        most = v > most ? v : most;
      }
      largest[i] = most;
      argmax[i] = at;
    }
  }

  private float expSum(int row) {
    int e = row * exps.stride;
    float sum = exps.data[e];
    for (int c = 1; c < nout; c++) {
      sum += exps.data[e + c];
    }
    return sum;
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
