package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * Omega of only the direct part of the gradient: {@link OmegaGradient#DIRECT}. The terms and their
 * gradient are those of {@link FullOmega}, with d_t = direct_t.
 */
final class DirectOmega {
  private final Kernels kernels;
  private final Activation phi;
  private final Readout readout;
  private final FullOmega terms;
  private Rows direct;
  private Rows delta;

  /** See {@link FullOmega}. */
  DirectOmega(
      Kernels kernels, Activation phi, Readout readout, Parameter recurrent, Rows transposed) {
    this.kernels = kernels;
    this.phi = phi;
    this.readout = readout;
    this.terms = new FullOmega(kernels, phi, readout, recurrent, transposed, false);
    this.direct = new Rows(0, recurrent.columns());
    this.delta = new Rows(0, recurrent.columns());
  }

  /**
   * Computes Omega of a train pass.
   *
   * @param h states, rows {@code ((T + 1) * B, H)}, h_0 first
   * @param grad of W_hh, to which {@code alpha} times Omega's gradient is added
   */
  OmegaMetrics compute(Batch batch, Rows h, double bound, double alpha, Parameter grad) {
    int sequences = batch.sequences();
    int positions = batch.length() * sequences;
    if (direct.count < positions) {
      direct = new Rows(positions, direct.columns);
      delta = new Rows(positions, delta.columns);
    }
    for (int t = 0; t < batch.length(); t++) {
      readout.back(batch, t, direct);
    }
    phi.gradient(kernels, direct, h, sequences, delta, 0, positions);
    return terms.compute(batch, h, direct, delta, bound, alpha, grad);
  }
}
