package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * The output layer h W + b, scored by a head: at every step for softmax, else at the last one only.
 *
 * <p>Hidden states come as rows {@code ((T + 1) * B, H)}: h_0 = 0 first, h_t in block t.
 */
final class Readout {
  /** Rows of a block whose outputs are scored together. */
  private static final int BLOCK = 250;

  private final Kernels kernels;
  private final Parameter weight;
  private final Parameter bias;
  private final Head head;
  private final Scoring scoring;
  private final Rows transposed;
  private final Rows blockOut;
  private Rows out;

  /**
   * @param weight W {@code (H, nout)}
   * @param bias b {@code (nout)}
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  Readout(Kernels kernels, Parameter weight, Parameter bias, Head head, double errAbs) {
    this.kernels = kernels;
    this.weight = weight;
    this.bias = bias;
    this.head = head;
    this.scoring = new Scoring(kernels, head, weight.columns(), errAbs);
    this.transposed = new Rows(weight.columns(), weight.rows());
    this.blockOut = new Rows(BLOCK, weight.columns());
    this.out = new Rows(0, weight.columns());
  }

  /** Whether the loss needs the output of step t. */
  private boolean reads(Batch batch, int t) {
    return head == Head.SOFTMAX || t == batch.length() - 1;
  }

  /** Starts scoring a batch in blocks of at most {@link #BLOCK} rows. */
  void begin(Batch batch) {
    scoring.begin(batch.sequences(), BLOCK);
  }

  /**
   * Scores h_t of {@code rows} sequences from b on, rows of h from {@code from}; at most {@link
   * #BLOCK}.
   */
  void score(Batch batch, int t, int b, int rows, Rows h, int from) {
    if (reads(batch, t)) {
      apply(h, from, blockOut, 0, rows);
      scoring.add(batch, t, b, rows, blockOut, 0, 0);
    }
  }

  /** Scores outputs of step t that were computed elsewhere, in columns of y from {@code column}. */
  void scoreOutputs(Batch batch, int t, int b, int rows, Rows y, int from, int column) {
    scoring.add(batch, t, b, rows, y, from, column);
  }

  /** Output columns to be computed along with every step's product: all for softmax, else none. */
  int columnsEveryStep() {
    return head == Head.SOFTMAX ? weight.columns() : 0;
  }

  Rows weight() {
    return weight.storage();
  }

  Rows bias() {
    return bias.storage();
  }

  /** The score of everything since {@link #begin}. */
  Score finish(Batch batch) {
    return scoring.finish(batch);
  }

  /** Sets rows of y to h W + b. */
  void apply(Rows h, int from, Rows y, int fromY, int rows) {
    kernels.repeat(bias.storage(), y, fromY, rows);
    kernels.multiplyAdd(h, from, weight.storage(), y, fromY, rows);
  }

  /**
   * Scores a whole batch and keeps the gradient of its loss for {@link #gradient} and {@link
   * #back}.
   */
  Score scoreAndKeepGradient(Batch batch, Rows h) {
    int sequences = batch.sequences();
    if (out.count < batch.length() * sequences) {
      out = new Rows(batch.length() * sequences, weight.columns());
    }
    transposed.transposeOf(weight.storage());
    begin(batch);
    for (int t = head == Head.SOFTMAX ? 0 : batch.length() - 1; t < batch.length(); t++) {
      for (int b = 0; b < sequences; b += BLOCK) {
        int rows = Math.min(BLOCK, sequences - b);
        score(batch, t, b, rows, h, (t + 1) * sequences + b);
        int at = t * sequences + b;
        out.clear(at, rows);
        scoring.gradient(batch, t, b, rows, out, at);
      }
    }
    return scoring.finish(batch);
  }

  /** Sets rows {@code (t * B) ..} of d to what reaches h_t through its own output. */
  void back(Batch batch, int t, Rows d) {
    int at = t * batch.sequences();
    d.clear(at, batch.sequences());
    if (reads(batch, t)) {
      kernels.multiplyAdd(out, at, transposed, d, at, batch.sequences());
    }
  }

  /** Adds the gradients of W and b. */
  void gradient(Batch batch, Rows h, Parameter gradWeight, Parameter gradBias) {
    int sequences = batch.sequences();
    int last = (batch.length() - 1) * sequences;
    int from = head == Head.SOFTMAX ? 0 : last;
    int rows = last + sequences - from;
    kernels.outerAdd(h, from + sequences, out, from, rows, gradWeight.storage());
    kernels.sumAdd(out, from, rows, gradBias.storage());
  }
}
