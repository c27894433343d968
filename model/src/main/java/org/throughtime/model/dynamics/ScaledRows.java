package org.throughtime.model.dynamics;

import java.util.Arrays;

/**
 * A square matrix whose row i is a vector times 2^e_i. One-sided Jacobi rotations of the rows give
 * its singular values.
 *
 * <p>The relative error of each singular value is small, also where the rows differ in scale
 * (Demmel &amp; Veselic 1992). The rotations use only the ratio of two scales, so the scales
 * themselves may be outside the range of a double.
 */
final class ScaledRows {
  /** The exponent of a row of zeros: below all others, and differences do not overflow. */
  static final int ZERO = Integer.MIN_VALUE / 4;

  private static final int MOST_SWEEPS = 40;
  private static final double ORTHOGONAL = 1e-14;

  /** A ratio of scales below 2 to this counts as 0: its square adds nothing to 1. */
  private static final int NEGLIGIBLE = -500;

  private static final double LOG10_2 = StrictMath.log10(2);

  private final int n;
  private final double[] rows;
  private final int[] exponents;

  /**
   * @param rows the vectors {@code (n, n)}, changed in place
   * @param exponents e {@code (n)}, changed in place
   */
  ScaledRows(double[] rows, int[] exponents) {
    this.n = exponents.length;
    this.rows = rows;
    this.exponents = exponents;
  }

  /**
   * Scales a row by a power of two, so that its largest element has a magnitude from 1 to 2.
   *
   * @param exponent the row's before
   * @return the row's exponent; {@link #ZERO} of a row of zeros
   */
  static int normalise(double[] rows, int from, int n, int exponent) {
    double largest = Vectors.largest(rows, from, n);
    if (largest == 0) {
      return ZERO;
    }
    if (!Double.isFinite(largest)) {
      return exponent;
    }
    int shift = Math.getExponent(largest);
    for (int i = from; i < from + n; i++) {
      rows[i] = Math.scalb(rows[i], -shift);
    }
    return exponent + shift;
  }

  /**
   * Computes the base-10 logarithms of the singular values.
   *
   * @return {@code (n)}, the largest first; minus infinity for a singular value of 0; all NaN where
   *     an element is not finite or the rotations do not converge
   */
  double[] log10SingularValues() {
    double[] logarithms = new double[n];
    if (!orthogonalise()) {
      Arrays.fill(logarithms, Double.NaN);
      return logarithms;
    }
    for (int i = 0; i < n; i++) {
      double norm = Math.sqrt(Vectors.dot(rows, i * n, rows, i * n, n));
      logarithms[n - 1 - i] = StrictMath.log10(norm) + exponents[i] * LOG10_2;
    }
    Arrays.sort(logarithms);
    for (int i = 0; i < n / 2; i++) {
      double least = logarithms[i];
      logarithms[i] = logarithms[n - 1 - i];
      logarithms[n - 1 - i] = least;
    }
    return logarithms;
  }

  /** Whether all rows became orthogonal. */
  private boolean orthogonalise() {
    if (!Double.isFinite(Vectors.largest(rows, 0, n * n))) {
      return false;
    }
    for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
      for (int i = 0; i < n; i++) {
        exponents[i] = normalise(rows, i * n, n, exponents[i]);
      }
      boolean rotated = false;
      for (int i = 0; i < n; i++) {
        for (int j = i + 1; j < n; j++) {
          rotated |= rotate(i, j);
        }
      }
      if (!rotated) {
        return true;
      }
    }
    return false;
  }

  private boolean rotate(int i, int j) {
    double a = Vectors.dot(rows, i * n, rows, i * n, n);
    double b = Vectors.dot(rows, j * n, rows, j * n, n);
    double c = Vectors.dot(rows, i * n, rows, j * n, n);
    if (Math.abs(c) <= ORTHOGONAL * (Math.sqrt(a) * Math.sqrt(b))) {
      return false;
    }
    int difference = exponents[j] - exponents[i];
    if (isLonger(b, a, difference)) {
      rotate(j, i, b, a, c, -difference);
    } else {
      rotate(i, j, a, b, c, difference);
    }
    return true;
  }

  /** Whether b 2^(2 difference) is above a. */
  private static boolean isLonger(double b, double a, int difference) {
    return difference > -NEGLIGIBLE
        || difference >= NEGLIGIBLE && Math.scalb(b, 2 * difference) > a;
  }

  /**
   * Makes two rows orthogonal.
   *
   * @param i the longer row, or one of the same length
   * @param a squared norm of the vector of i, likewise b of j, and c their scalar product
   * @param difference e_j - e_i
   */
  private void rotate(int i, int j, double a, double b, double c, int difference) {
    double s = difference < NEGLIGIBLE ? 0 : Math.scalb(1.0, difference);
    double zeta = (b * s * s - a) / (2 * c);
    // The tangent of the angle, divided by s.
    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.sqrt(s * s + zeta * zeta));
    double cosine = 1 / Math.sqrt(1 + tangent * s * (tangent * s));
    double intoI = tangent * s * s;
    for (int k = 0; k < n; k++) {
      double x = rows[i * n + k];
      double y = rows[j * n + k];
      rows[i * n + k] = cosine * (x - intoI * y);
      rows[j * n + k] = cosine * (tangent * x + y);
    }
  }
}
