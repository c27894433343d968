package org.throughtime.model.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.task.Batch;

/**
 * The course's Omega and its whole gradient (SPEC section 5, step 3), term by term in float64.
 *
 * <p>The backward pass computes, from T down, {@code d_t = direct_t + delta_{t+1} W_hh^T} and
 * {@code delta_t = d_t * phi'(h_t)}. It is differentiated here line by line in the opposite order,
 * then the forward pass likewise; a name with {@code bar} is Omega's derivative by what it names.
 */
final class ReferenceFullOmega {
  private static final double TINY = 1e-30;

  private final ReferenceRnn rnn;
  private final Map<String, INDArray> w;
  private final Trajectory s;
  private final List<INDArray> d;
  private final boolean total;
  private final List<INDArray> barD = new ArrayList<>();
  private final List<INDArray> barH = new ArrayList<>();
  private final INDArray gradient;

  private ReferenceFullOmega(ReferenceRnn rnn, Pass pass, boolean total) {
    this.rnn = rnn;
    this.w = pass.weights();
    this.s = pass.trajectory();
    this.d = pass.d();
    this.total = total;
    this.gradient = Nd4j.zeros(DataType.DOUBLE, w.get("W_hh").shape());
  }

  /**
   * Computes Omega; its steps_in_past is NaN where T is 1, since it has no term then.
   *
   * @param pass with the derivatives dL/dh_t that Omega is of
   * @param total whether they are the total ones, or only their direct parts
   * @param bound a sequence counts at t where |d_t|^2 is at least this
   */
  static ReferenceOmega of(ReferenceRnn rnn, Pass pass, boolean total, double bound) {
    ReferenceFullOmega omega = new ReferenceFullOmega(rnn, pass, total);
    Batch batch = pass.batch();
    List<INDArray> d = pass.d();
    long sequences = batch.sequences();
    double counted = 0;
    for (int t = 1; t < d.size(); t++) {
      INDArray den = squares(d.get(t));
      for (int b = 0; b < sequences; b++) {
        counted += den.getDouble(b) >= bound ? 1 : 0;
      }
    }
    double divisor = counted / sequences + TINY;
    double sum = omega.backwardPass(bound, divisor);
    omega.forwardPass(batch);
    double steps = counted / (sequences * (d.size() - 1));
    return new ReferenceOmega(new OmegaMetrics(sum / divisor, steps), omega.gradient);
  }

  private static INDArray squares(INDArray rows) {
    return rows.mul(rows).sum(1);
  }

  /**
   * Adds the terms up and differentiates the backward pass, in the order of time.
   *
   * @return sum_t mean_B (ratio - 1)^2
   */
  private double backwardPass(double bound, double divisor) {
    INDArray whh = w.get("W_hh");
    long sequences = d.get(0).rows();
    double sum = 0;
    // d_1 is in no term, and no later line of the backward pass reads it
    barD.add(Nd4j.zeros(DataType.DOUBLE, d.get(0).shape()));
    barH.add(Nd4j.zeros(DataType.DOUBLE, d.get(0).shape()));
    for (int t = 1; t < d.size(); t++) {
      INDArray derivative = rnn.derivative(s.h().get(t));
      INDArray delta = d.get(t).mul(derivative);
      INDArray u = delta.mmul(whh.transpose());
      INDArray num = squares(u);
      INDArray den = squares(d.get(t));
      double[] byNum = new double[(int) sequences];
      double[] byDen = new double[(int) sequences];
      for (int b = 0; b < sequences; b++) {
        if (den.getDouble(b) >= bound) {
          double of = den.getDouble(b) + TINY;
          double ratio = num.getDouble(b) / of;
          sum += (ratio - 1) * (ratio - 1) / sequences;
          double byRatio = 2 * (ratio - 1) / (sequences * divisor);
          byNum[b] = byRatio / of;
          byDen[b] = -byRatio * ratio / of;
        }
      }
      INDArray barU = u.mulColumnVector(column(byNum)).muli(2);
      if (total) {
        // u_t is also what d_{t-1} gets from later steps
        barU.addi(barD.get(t - 1));
      }
      INDArray barDelta = barU.mmul(whh);
      gradient.addi(barU.transpose().mmul(delta));
      barD.add(d.get(t).mulColumnVector(column(byDen)).muli(2).addi(barDelta.mul(derivative)));
      barH.add(barDelta.mul(d.get(t)).muli(rnn.curvature(s.h().get(t))));
    }
    return sum;
  }

  private static INDArray column(double[] values) {
    return Nd4j.createFromArray(values).reshape(values.length, 1);
  }

  /** Differentiates direct_t by h_t, then the recurrence from T down. */
  private void forwardPass(Batch batch) {
    INDArray fromLater = Nd4j.zeros(DataType.DOUBLE, s.last().shape());
    for (int t = d.size() - 1; t >= 0; t--) {
      INDArray total =
          barH.get(t)
              .add(rnn.scoring().curvature(w, s.h().get(t), batch, t, barD.get(t)))
              .addi(fromLater);
      INDArray barA = total.muli(rnn.derivative(s.h().get(t)));
      gradient.addi(s.before(t).h().transpose().mmul(barA));
      fromLater = barA.mmul(w.get("W_hh").transpose());
    }
  }
}
