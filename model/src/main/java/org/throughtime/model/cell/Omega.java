package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * The regularizer of Pascanu et al. (2013), equation 9, as SPEC section 5 step 3 states it, with
 * its immediate gradient (their section 3.3): d_t and h_t are constants, only the W_hh in u_t
 * varies.
 *
 * <pre>
 *   u_t = delta_t W_hh^T,  ratio = |u_t|^2 / |d_t|^2 where |d_t|^2 &gt;= bound, else 1
 *   Omega = sum_t mean_B (ratio - 1)^2 / N,  N = sum_t mean_B [counted]
 *   dOmega/dW_hh = sum_t,b (4 (ratio - 1) / (B N |d_t|^2) u_t)^T delta_t
 * </pre>
 *
 * <p>Where nothing counts, Omega and its gradient are 0.
 */
final class Omega {
  private final Kernels kernels;
  private final Rows gradient;
  private final OmegaRatios ratios;

  Omega(Kernels kernels, Parameter recurrent) {
    this.kernels = kernels;
    this.gradient = new Rows(recurrent.rows(), recurrent.columns());
    this.ratios = new OmegaRatios(kernels, recurrent.columns());
  }

  /**
   * Computes Omega and adds {@code alpha} times its gradient to that of W_hh.
   *
   * @param d total derivatives dL/dh_t, rows {@code (T * B, H)}
   * @param delta d_t * phi'(h_t), same shape
   * @param transposed W_hh^T
   */
  OmegaMetrics compute(
      Batch batch,
      Rows d,
      Rows delta,
      Rows transposed,
      double bound,
      double alpha,
      Parameter grad) {
    int sequences = batch.sequences();
    int positions = batch.length() * sequences;
    ratios.take(d, delta, transposed, 0, positions);
    float[] numerators = ratios.numerators();
    float[] denominators = ratios.denominators();
    int counted = 0;
    double sum = 0;
    for (int i = 0; i < positions; i++) {
      if (denominators[i] >= bound) {
        counted++;
        double off = numerators[i] / denominators[i] - 1.0;
        sum += off * off;
      }
    }
    double stepsInPast = (double) counted / positions;
    if (counted == 0) {
      return OmegaMetrics.NONE;
    }
    if (alpha != 0) {
      addGradient(delta, positions, bound, counted, alpha, grad);
    }
    return new OmegaMetrics(sum / counted, stepsInPast);
  }

  private void addGradient(
      Rows delta, int positions, double bound, int counted, double alpha, Parameter grad) {
    float[] factors = ratios.numerators();
    for (int i = 0; i < positions; i++) {
      double of = ratios.denominators()[i];
      double ratio = factors[i] / of;
      factors[i] = of >= bound ? (float) (4 * (ratio - 1) / (counted * of)) : 0f;
    }
    kernels.scale(ratios.u(), 0, factors, positions);
    gradient.clear(0, gradient.count);
    kernels.outerAdd(ratios.u(), 0, delta, 0, positions, gradient);
    kernels.updates().descend(grad.data(), gradient.data, (float) -alpha);
  }
}
