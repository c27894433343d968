package org.throughtime.model.reference;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.throughtime.model.cell.OmegaMetrics;

/**
 * Pascanu's regularizer (2013, equation 9) and its immediate gradient (equation 10; SPEC section 5,
 * step 3).
 *
 * @param metrics ReferenceOmega and steps_in_past
 * @param gradient dOmega/dW_hh {@code (H, H)} with every d_t and h_t held constant
 */
record ReferenceOmega(OmegaMetrics metrics, INDArray gradient) {

  /**
   * With {@code u_t = (d_t * phi'(h_t)) W_hh^T}, {@code ratio = |u_t|^2 / |d_t|^2} per sequence.
   * Where no sequence counts at any step there is nothing to regularize: ReferenceOmega and its
   * gradient are 0.
   *
   * @param whh W_hh {@code (H, H)}
   * @param d the total derivatives dL/dh_t, T arrays {@code (B, H)}
   * @param derivative phi'(h_t), T arrays {@code (B, H)}
   * @param bound a sequence counts at t where |d_t|^2 is at least this
   */
  static ReferenceOmega of(
      INDArray whh, List<INDArray> d, List<INDArray> derivative, double bound) {
    int steps = d.size();
    long sequences = d.get(0).rows();
    double sum = 0;
    double counted = 0;
    INDArray gradient = Nd4j.zeros(DataType.DOUBLE, whh.shape());
    for (int t = 0; t < steps; t++) {
      INDArray v = d.get(t).mul(derivative.get(t));
      INDArray u = v.mmul(whh.transpose());
      INDArray num = u.mul(u).sum(1);
      INDArray den = d.get(t).mul(d.get(t)).sum(1);
      // dOmega/du_t is factor * u_t; what is not counted has a ratio of 1, a constant
      double[] factor = new double[(int) sequences];
      for (int b = 0; b < sequences; b++) {
        if (den.getDouble(b) >= bound) {
          double ratio = num.getDouble(b) / den.getDouble(b);
          sum += (ratio - 1) * (ratio - 1);
          counted++;
          factor[b] = 4 * (ratio - 1) / den.getDouble(b);
        }
      }
      INDArray byU = u.mulColumnVector(Nd4j.createFromArray(factor).reshape(sequences, 1));
      gradient.addi(byU.transpose().mmul(v));
    }
    if (counted == 0) {
      return new ReferenceOmega(new OmegaMetrics(0, 0), gradient);
    }
    // both sums of means over B: the 1 / B cancels
    return new ReferenceOmega(
        new OmegaMetrics(sum / counted, counted / (steps * sequences)), gradient.divi(counted));
  }
}
