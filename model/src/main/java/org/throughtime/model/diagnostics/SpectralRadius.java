package org.throughtime.model.diagnostics;

import org.throughtime.model.kernel.Rows;

/**
 * The spectral radius of a square matrix, the largest |lambda| of its eigenvalues: rho in SPEC
 * section 4, above 1 a necessary condition for exploding gradients (Pascanu et al. 2013, section
 * 2.1).
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
    return of(elements, w.count);
  }

  /**
   * The spectral radius of a square matrix of doubles.
   *
   * @param elements {@code (n, n)} in C order, not changed
   * @param n number of rows
   * @return as {@link #of(Rows)}
   */
  public static double of(double[] elements, int n) {
    return Eigenvalues.of(elements, n).map(Eigenvalues::radius).orElse(Double.NaN);
  }
}
