package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * The course's Omega (SPEC section 5, step 3): the terms t = 2..T of Pascanu et al. (2013),
 * equation 9, and the whole gradient with respect to W_hh, through every d_t and h_t.
 *
 * <pre>
 *   u_t = delta_t W_hh^T,  ratio = |u_t|^2 / (|d_t|^2 + 1e-30) where |d_t|^2 &gt;= bound, else 1
 *   Omega = sum_t mean_B (ratio - 1)^2 / (N + 1e-30),  N = sum_t mean_B [counted]
 * </pre>
 *
 * <p>The gradient is a backward pass through the backward pass. That one computes, from T down,
 * {@code d_t = direct_t + u_{t+1}} and {@code delta_t = d_t * phi'(h_t)}; so the adjoints, written
 * with a bar, come in the order of time. With c = 1 / (B N):
 *
 * <pre>
 *   bar u_t     = 4 c (ratio - 1) / |d_t|^2 u_t + bar d_{t-1},   bar d_1 = 0
 *   bar delta_t = bar u_t W_hh
 *   bar d_t     = -4 c (ratio - 1) ratio / |d_t|^2 d_t + bar delta_t * phi'(h_t)
 *   bar h_t     = bar delta_t * d_t * phi''(h_t) + through direct_t
 * </pre>
 *
 * <p>where phi'' is the derivative of phi' by h. An ordinary backward pass of bar h_t follows. W_hh
 * stands in both passes: its gradient is {@code sum bar u_t^T delta_t} of the first and {@code sum
 * h_{t-1}^T (bar h_t * phi'(h_t))} of the second.
 */
final class FullOmega {
  /** The course's program adds it to what it divides by. */
  private static final double TINY = 1e-30;

  private final Kernels kernels;
  private final Activation phi;
  private final Readout readout;
  private final Parameter recurrent;
  private final Rows transposed;
  private final boolean total;
  private final OmegaRatios ratios;
  private final Rows gradient;
  private Rows barD;
  private Rows barH;
  private Rows barDelta;
  private Rows step;

  /**
   * @param recurrent W_hh {@code (H, H)}
   * @param transposed W_hh^T as the last train pass had it
   * @param readout of that pass
   * @param total whether d_t has the part from later steps; without it {@code bar d_{t-1}} does not
   *     reach {@code bar u_t}
   */
  FullOmega(
      Kernels kernels,
      Activation phi,
      Readout readout,
      Parameter recurrent,
      Rows transposed,
      boolean total) {
    this.kernels = kernels;
    this.phi = phi;
    this.readout = readout;
    this.recurrent = recurrent;
    this.transposed = transposed;
    this.total = total;
    this.ratios = new OmegaRatios(kernels, recurrent.columns());
    this.gradient = new Rows(recurrent.rows(), recurrent.columns());
    this.barD = new Rows(0, recurrent.columns());
    this.barH = new Rows(0, recurrent.columns());
    this.barDelta = new Rows(0, recurrent.columns());
    this.step = new Rows(0, recurrent.columns());
  }

  /**
   * Computes Omega of a train pass. A sequence of one step has no term: steps_in_past is NaN then,
   * the mean of nothing.
   *
   * @param h states, rows {@code ((T + 1) * B, H)}, h_0 first
   * @param d total derivatives dL/dh_t, rows {@code (T * B, H)}
   * @param delta d_t * phi'(h_t), same shape
   * @param grad of W_hh, to which {@code alpha} times Omega's gradient is added
   */
  OmegaMetrics compute(
      Batch batch, Rows h, Rows d, Rows delta, double bound, double alpha, Parameter grad) {
    int sequences = batch.sequences();
    int terms = (batch.length() - 1) * sequences;
    ratios.take(d, delta, transposed, sequences, terms);
    int counted = 0;
    double sum = 0;
    for (int i = 0; i < terms; i++) {
      double of = ratios.denominators()[i];
      if (of >= bound) {
        counted++;
        double off = ratios.numerators()[i] / (of + TINY) - 1;
        sum += off * off;
      }
    }
    // Both sums are of means over B.
    double divisor = counted + sequences * TINY;
    if (alpha != 0 && counted > 0) {
      differentiateTerms(sequences, terms, d, bound, divisor);
      throughBackward(batch, h, d);
      readout.backAgain(batch, barD, barH);
      throughForward(batch, h);
      gradient.clear(0, gradient.count);
      kernels.outerAdd(ratios.u(), 0, delta, sequences, terms, gradient);
      kernels.outerAdd(h, sequences, barH, sequences, terms, gradient);
      kernels.descend(grad.data(), gradient.data, (float) -alpha);
    }
    return new OmegaMetrics(sum / divisor, (double) counted / terms);
  }

  /** Leaves in u and bar d what a term itself contributes to them. */
  private void differentiateTerms(int sequences, int terms, Rows d, double bound, double divisor) {
    reserve(terms + sequences, sequences);
    float[] byU = ratios.numerators();
    float[] byD = ratios.denominators();
    for (int i = 0; i < terms; i++) {
      boolean counts = byD[i] >= bound;
      double of = byD[i] + TINY;
      double ratio = byU[i] / of;
      double factor = counts ? 4 * (ratio - 1) / (divisor * of) : 0;
      byU[i] = (float) factor;
      byD[i] = counts ? (float) (-factor * ratio) : 0f;
    }
    kernels.scale(ratios.u(), 0, byU, terms);
    barD.clear(0, sequences);
    int from = sequences * d.stride;
    System.arraycopy(d.data, from, barD.data, from, terms * d.stride);
    kernels.scale(barD, sequences, byD, terms);
  }

  /** In the order of time; makes bar u of u, and bar h but for what comes through the outputs. */
  private void throughBackward(Batch batch, Rows h, Rows d) {
    int n = batch.sequences();
    for (int t = 1; t < batch.length(); t++) {
      int at = t * n;
      if (total) {
        kernels.add(barD, at - n, ratios.u(), at - n, n);
      }
      barDelta.clear(0, n);
      kernels.multiplyAdd(ratios.u(), at - n, recurrent.storage(), barDelta, 0, n);
      phi.gradient(kernels, barDelta, h, at + n, step, 0, n);
      kernels.add(step, 0, barD, at, n);
      kernels.multiply(barDelta, 0, d, at, barH, at, n);
      phi.curvature(kernels, barH, h, at + n, barH, at, n);
    }
  }

  /** From T down; makes bar h_t * phi'(h_t) of bar h_t. h_0 is a constant, so t = 1 is left out. */
  private void throughForward(Batch batch, Rows h) {
    int n = batch.sequences();
    for (int t = batch.length() - 1; t >= 1; t--) {
      int at = t * n;
      if (t < batch.length() - 1) {
        kernels.multiplyAdd(barH, at + n, transposed, barH, at, n);
      }
      phi.gradient(kernels, barH, h, at + n, barH, at, n);
    }
  }

  private void reserve(int positions, int sequences) {
    if (barD.count < positions) {
      barD = new Rows(positions, barD.columns);
      barH = new Rows(positions, barH.columns);
    }
    if (barDelta.count < sequences) {
      barDelta = new Rows(sequences, barDelta.columns);
      step = new Rows(sequences, step.columns);
    }
  }
}
