package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;

/**
 * The terms of Omega: u_t = delta_t W_hh^T with |u_t|^2 and |d_t|^2, one row for each position. Its
 * buffers are reused and grow with the batches.
 */
final class OmegaRatios {
  private final Kernels kernels;
  private Rows u;
  private float[] numerators = new float[0];
  private float[] denominators = new float[0];

  OmegaRatios(Kernels kernels, int nhid) {
    this.kernels = kernels;
    this.u = new Rows(0, nhid);
  }

  /**
   * Computes the terms of {@code positions} rows from {@code from} on; they are numbered from 0.
   *
   * @param d total derivatives dL/dh_t, rows {@code (T * B, H)}
   * @param delta d_t * phi'(h_t), same shape
   * @param transposed W_hh^T
   */
  void take(Rows d, Rows delta, Rows transposed, int from, int positions) {
    if (u.count < positions) {
      u = new Rows(positions, u.columns);
      numerators = new float[positions];
      denominators = new float[positions];
    }
    u.clear(0, positions);
    kernels.multiplyAdd(delta, from, transposed, u, 0, positions);
    kernels.squares(u, 0, positions, numerators);
    kernels.squares(d, from, positions, denominators);
  }

  /** u_t, a row for each position. */
  Rows u() {
    return u;
  }

  /** |u_t|^2 of each position; free for other use once it has been read. */
  float[] numerators() {
    return numerators;
  }

  /** |d_t|^2 of each position; free for other use once it has been read. */
  float[] denominators() {
    return denominators;
  }
}
