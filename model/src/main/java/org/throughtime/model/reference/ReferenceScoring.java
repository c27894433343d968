package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Score;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Head;

/**
 * Output layer, loss and error of SPEC section 3, the same for every cell: {@code out = h W_hy + b}
 * at every step for softmax, at the last one for lastSoftmax and lastLinear.
 */
final class ReferenceScoring {
  private final String bias;
  private final double errAbs;

  /**
   * @param bias name of the output bias: b_hy or b_y
   * @param errAbs |y - yhat| above which a lastLinear output is wrong
   */
  ReferenceScoring(String bias, double errAbs) {
    this.bias = bias;
    this.errAbs = errAbs;
  }

  /**
   * Loss and error of the states {@code h}, T arrays {@code (B, H)}, against the batch's targets.
   */
  Score score(Map<String, INDArray> w, List<INDArray> h, Batch batch) {
    return batch.head() == Head.LAST_LINEAR ? linearScore(w, h, batch) : softmaxScore(w, h, batch);
  }

  /**
   * Gradients of W_hy and the output bias, and of every h_t the part through its own output alone:
   * {@link Backward#d} here is direct, not total.
   */
  Backward backward(Map<String, INDArray> w, List<INDArray> h, Batch batch) {
    INDArray why = w.get("W_hy");
    INDArray dWhy = Nd4j.zeros(DataType.DOUBLE, why.shape());
    INDArray dBias = Nd4j.zeros(DataType.DOUBLE, why.columns());
    List<INDArray> direct = new ArrayList<>();
    for (int t = 0; t < h.size(); t++) {
      if (!scored(batch, t)) {
        direct.add(Nd4j.zeros(DataType.DOUBLE, h.get(t).shape()));
        continue;
      }
      INDArray dOut = lossByOutput(w, h.get(t), batch, t);
      dWhy.addi(h.get(t).transpose().mmul(dOut));
      dBias.addi(dOut.sum(0));
      direct.add(dOut.mmul(why.transpose()));
    }
    return new Backward(Map.of("W_hy", dWhy, bias, dBias), direct);
  }

  private static boolean scored(Batch batch, int t) {
    return batch.head() == Head.SOFTMAX || t == batch.length() - 1;
  }

  /** How many terms the loss is the mean of: T * B for softmax, else B. */
  private static double terms(Batch batch) {
    return (double) batch.sequences() * (batch.head() == Head.SOFTMAX ? batch.length() : 1);
  }

  /** h W_hy + b of one step, {@code (B, nout)}. */
  INDArray output(Map<String, INDArray> w, INDArray h) {
    return h.mmul(w.get("W_hy")).addiRowVector(w.get(bias));
  }

  /** dL/dout_t {@code (B, nout)}: (softmax - onehot) / terms, or 2 (yhat - y) / terms. */
  private INDArray lossByOutput(Map<String, INDArray> w, INDArray h, Batch batch, int t) {
    INDArray out = output(w, h);
    if (batch.head() == Head.LAST_LINEAR) {
      return out.sub(targetValues(batch)).muli(2 / terms(batch));
    }
    INDArray dOut = Transforms.exp(logSoftmax(out), false);
    for (int b = 0; b < batch.sequences(); b++) {
      int k = batch.targetClass(t, b);
      dOut.putScalar(b, k, dOut.getDouble(b, k) - 1);
    }
    return dOut.divi(terms(batch));
  }

  /**
   * For a quantity whose derivative by the direct part of dL/dh_t is {@code barDirect}: its
   * derivative by h_t through that part, {@code (B, H)}. dL/dout_t depends on h_t as well.
   */
  INDArray curvature(Map<String, INDArray> w, INDArray h, Batch batch, int t, INDArray barDirect) {
    if (!scored(batch, t)) {
      return Nd4j.zeros(DataType.DOUBLE, h.shape());
    }
    INDArray why = w.get("W_hy");
    INDArray v = barDirect.mmul(why);
    if (batch.head() == Head.LAST_LINEAR) {
      return v.muli(2 / terms(batch)).mmul(why.transpose());
    }
    INDArray p = Transforms.exp(logSoftmax(output(w, h)), false);
    INDArray mean = p.mul(v).sum(true, 1);
    return v.subiColumnVector(mean).muli(p).divi(terms(batch)).mmul(why.transpose());
  }

  private Score softmaxScore(Map<String, INDArray> w, List<INDArray> h, Batch batch) {
    double loss = 0;
    boolean[] wrong = new boolean[batch.sequences()];
    boolean[] failed = new boolean[batch.sequences()];
    for (int t = 0; t < h.size(); t++) {
      if (!scored(batch, t)) {
        continue;
      }
      INDArray logP = logSoftmax(output(w, h.get(t)));
      for (int b = 0; b < batch.sequences(); b++) {
        int k = batch.targetClass(t, b);
        loss -= logP.getDouble(b, k);
        wrong[b] |= firstMaximum(logP, b) != k;
        failed[b] |= wrong[b] || !Double.isFinite(logP.getDouble(b, k));
      }
    }
    return new Score(loss / terms(batch), share(wrong), share(failed), Optional.empty());
  }

  private static double share(boolean[] sequences) {
    int count = 0;
    for (boolean sequence : sequences) {
      count += sequence ? 1 : 0;
    }
    return (double) count / sequences.length;
  }

  private Score linearScore(Map<String, INDArray> w, List<INDArray> h, Batch batch) {
    INDArray difference = output(w, h.get(h.size() - 1)).sub(targetValues(batch));
    double n = batch.sequences();
    double loss = difference.mul(difference).sumNumber().doubleValue() / n;
    double mae = 0;
    double maxae = 0;
    int above05 = 0;
    int above10 = 0;
    int above = 0;
    int failures = 0;
    for (int b = 0; b < batch.sequences(); b++) {
      double error = Math.abs(difference.getDouble(b, 0));
      mae += error / n;
      maxae = Math.max(maxae, error);
      above05 += error > .05 ? 1 : 0;
      above10 += error > .10 ? 1 : 0;
      above += error > errAbs ? 1 : 0;
      failures += error > errAbs || !Double.isFinite(error) ? 1 : 0;
    }
    LinearErrors linear = new LinearErrors(mae, above05 / n, above10 / n, above / n, maxae);
    return new Score(loss, above / n, failures / n, Optional.of(linear));
  }

  private static INDArray targetValues(Batch batch) {
    INDArray y = Nd4j.zeros(DataType.DOUBLE, batch.sequences(), batch.nout());
    for (int b = 0; b < batch.sequences(); b++) {
      y.putScalar(b, 0, batch.values()[b]);
    }
    return y;
  }

  /** log softmax of every row, its largest element taken off first so that exp cannot overflow. */
  private static INDArray logSoftmax(INDArray out) {
    INDArray shifted = out.subColumnVector(out.max(true, 1));
    INDArray logSum = Transforms.log(Transforms.exp(shifted, true).sum(true, 1), false);
    return shifted.subiColumnVector(logSum);
  }

  private static int firstMaximum(INDArray rows, int row) {
    int best = 0;
    for (int k = 1; k < rows.columns(); k++) {
      if (rows.getDouble(row, k) > rows.getDouble(row, best)) {
        best = k;
      }
    }
    return best;
  }
}
