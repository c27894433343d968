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
  /** Most positions whose outputs are scored together. */
  private static final int BLOCK = 256;

  private final Kernels kernels;
  private final Parameter weight;
  private final Parameter bias;
  private final Head head;
  private final Scoring scoring;
  private final Rows transposed;
  private final Rows blockOut;
  private final Rows byClass;
  private final Rows columnsOut;
  private final Rows start;
  private final Rows gradientByClass;
  private final Rows zeros;
  private Rows out;
  private Rows curved;

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
    this.scoring = new Scoring(kernels, head, errAbs, BLOCK);
    this.transposed = new Rows(weight.columns(), weight.rows());
    this.blockOut = new Rows(BLOCK, weight.columns());
    this.byClass = new Rows(weight.columns(), BLOCK);
    this.start = new Rows(weight.columns(), Rows.PAD);
    this.gradientByClass = new Rows(weight.columns(), weight.rows());
    this.zeros = new Rows(1, weight.rows());
    this.columnsOut = new Rows(weight.columns(), ColumnBlock.COLUMNS);
    this.out = new Rows(0, weight.columns());
    this.curved = new Rows(0, weight.columns());
  }

  /** Whether the loss needs the output of step t. */
  private boolean reads(Batch batch, int t) {
    return head == Head.SOFTMAX || t == batch.length() - 1;
  }

  /** Takes the weights as they are now and starts scoring a batch. */
  void begin(Batch batch) {
    transposed.transposeOf(weight.storage());
    for (int c = 0; c < start.count; c++) {
      start.fillRow(c, bias.storage().get(0, c));
    }
    scoring.begin(batch.sequences());
  }

  /**
   * Scores h_t of a block's sequences.
   *
   * @param h a unit a row, a sequence a column, {@code (H, ColumnBlock.COLUMNS)}
   */
  void scoreColumns(ColumnBlock block, int t, Rows h) {
    if (reads(block.batch(), t)) {
      kernels.multiplyFrom(start, 0, transposed, h, columnsOut);
      scoring.add(block, t, columnsOut);
    }
  }

  /** The score of everything since {@link #begin}. */
  Score finish(Batch batch) {
    return scoring.finish(batch);
  }

  /** Scores a whole batch. */
  Score score(Batch batch, Rows h) {
    return score(batch, h, false);
  }

  /**
   * Scores a whole batch and keeps the gradient of its loss for {@link #gradient} and {@link
   * #back}.
   */
  Score scoreAndKeepGradient(Batch batch, Rows h) {
    out = out.atLeast(batch.length() * batch.sequences());
    return score(batch, h, true);
  }

  private Score score(Batch batch, Rows h, boolean keepGradient) {
    begin(batch);
    if (head == Head.SOFTMAX && batch.sequences() <= BLOCK) {
      scoreSteps(batch, h, keepGradient);
    } else {
      for (int t = head == Head.SOFTMAX ? 0 : batch.length() - 1; t < batch.length(); t++) {
        scoreStep(batch, t, h, keepGradient);
      }
    }
    return scoring.finish(batch);
  }

  /** As many whole steps at a time as a block holds: few sequences alone would fill few vectors. */
  private void scoreSteps(Batch batch, Rows h, boolean keepGradient) {
    int sequences = batch.sequences();
    int together = BLOCK / sequences;
    for (int t = 0; t < batch.length(); t += together) {
      int steps = Math.min(together, batch.length() - t);
      int n = steps * sequences;
      outputs(h, (t + 1) * sequences, n);
      scoring.addSteps(batch, t, steps, byClass);
      if (keepGradient) {
        scoring.gradient(batch, t, 0, n, byClass, out, t * sequences);
      }
    }
  }

  private void scoreStep(Batch batch, int t, Rows h, boolean keepGradient) {
    int sequences = batch.sequences();
    for (int b = 0; b < sequences; b += BLOCK) {
      int n = Math.min(BLOCK, sequences - b);
      outputs(h, (t + 1) * sequences + b, n);
      scoring.add(batch, t, b, n, byClass);
      if (keepGradient) {
        scoring.gradient(batch, t, b, n, byClass, out, t * sequences + b);
      }
    }
  }

  /** Sets columns of {@code byClass} to the outputs of rows of h. */
  private void outputs(Rows h, int from, int n) {
    apply(h, from, blockOut, 0, n);
    byClass.transposeOf(blockOut, n);
  }

  /** Sets rows of y to h W + b. */
  void apply(Rows h, int from, Rows y, int fromY, int rows) {
    kernels.multiplyFromRow(bias.storage(), 0, h, from, weight.storage(), y, fromY, rows);
  }

  /** Sets rows {@code (t * B) ..} of d to what reaches h_t through its own output. */
  void back(Batch batch, int t, Rows d) {
    int at = t * batch.sequences();
    if (reads(batch, t)) {
      kernels.multiplyFromRow(zeros, 0, out, at, transposed, d, at, batch.sequences());
    } else {
      d.clear(at, batch.sequences());
    }
  }

  /**
   * Differentiates {@link #back}: of a quantity that depends on the rows that it set, adds to rows
   * of {@code barH} the derivative by h_t through the gradient of the loss.
   *
   * @param barD the quantity's derivative by the rows that {@link #back} set, {@code (T * B, H)}
   */
  void backAgain(Batch batch, Rows barD, Rows barH) {
    curved = curved.atLeast(out.count);
    int last = (batch.length() - 1) * batch.sequences();
    int from = head == Head.SOFTMAX ? 0 : last;
    int rows = last + batch.sequences() - from;
    curved.clear(from, rows);
    kernels.multiplyAdd(barD, from, weight.storage(), curved, from, rows);
    LossCurvature.apply(batch, out, curved, from, rows);
    kernels.multiplyAdd(curved, from, transposed, barH, from, rows);
  }

  /** Adds the gradients of W and b. */
  void gradient(Batch batch, Rows h, Parameter gradWeight, Parameter gradBias) {
    int sequences = batch.sequences();
    int last = (batch.length() - 1) * sequences;
    int from = head == Head.SOFTMAX ? 0 : last;
    int rows = last + sequences - from;
    // By class: a row of H elements fills more lanes than one of nout.
    gradientByClass.transposeOf(gradWeight.storage());
    kernels.outerAdd(out, from, h, from + sequences, rows, gradientByClass);
    gradWeight.storage().transposeOf(gradientByClass);
    kernels.sumAdd(out, from, rows, gradBias.storage());
  }
}
