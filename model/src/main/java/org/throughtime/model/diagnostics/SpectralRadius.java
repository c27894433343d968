package org.throughtime.model.diagnostics;

import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.eig.WatchedDoubleStepQRDecomposition_DDRM;
import org.throughtime.model.kernel.Rows;

/**
 * The spectral radius of a square matrix, the largest |lambda| of its eigenvalues: rho in SPEC
 * section 4, above 1 a necessary condition for exploding gradients (Pascanu et al. 2013, section
 * 2.1).
 *
 * <p>Computed in float64 by EJML's double-shift QR iteration, which is plain Java. A native LAPACK
 * would pick its kernels by the processor and so give other last bits on another machine, and a
 * run's metrics must not depend on where it ran. EJML's iteration uses nothing that Java leaves
 * open but one {@code Math.pow(.1, n)} in its exceptional shifts, of which it keeps 1 - pow, and
 * that rounds to the same double for any result within 1 ulp.
 */
public final class SpectralRadius {
  private SpectralRadius() {}

  /**
   * The spectral radius of a square weight matrix.
   *
   * @param w a matrix {@code (H, H)}, otherwise IllegalArgumentException
   * @return the radius, or NaN where an element is not finite or the iteration does not converge
   */
  public static double of(Rows w) {
    if (w.count != w.columns) {
      throw new IllegalArgumentException(
          "a spectral radius needs a square matrix, not (" + w.count + ", " + w.columns + ")");
    }
    double[] elements = new double[w.count * w.count];
    for (int i = 0; i < w.count; i++) {
      for (int j = 0; j < w.count; j++) {
        elements[i * w.count + j] = w.get(i, j);
      }
    }
    return ofOwned(elements, w.count);
  }

  /**
   * The spectral radius of a square matrix of doubles.
   *
   * @param elements {@code (n, n)} in C order, not changed
   * @param n number of rows
   * @return as {@link #of(Rows)}
   */
  public static double of(double[] elements, int n) {
    if (elements.length != n * n) {
      throw new IllegalArgumentException(
          "a matrix of " + n + " rows needs " + n * n + " elements, got " + elements.length);
    }
    return ofOwned(elements.clone(), n);
  }

  private static double ofOwned(double[] elements, int n) {
    for (double element : elements) {
      if (!Double.isFinite(element)) {
        return Double.NaN;
      }
    }
    // Made anew every time: an instance carries the random stream of its exceptional shifts from
    // one
    // matrix to the next, so that a resumed run would see another one.
    var eigen = new WatchedDoubleStepQRDecomposition_DDRM(false);
    if (!eigen.decompose(DMatrixRMaj.wrap(n, n, elements))) {
      return Double.NaN;
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
      Complex_F64 lambda = eigen.getEigenvalue(i);
      // Not Math.hypot, which Java only promises to 1 ulp; Math.max hands a NaN on.
      largest = Math.max(largest, lambda.getMagnitude2());
    }
    return Math.sqrt(largest);
  }
}
