package org.throughtime.model.dynamics;

import java.util.Arrays;

/**
 * QR decompositions of square matrices by Householder reflections (Golub &amp; Van Loan, Matrix
 * Computations, section 5.2). Arrays hold one column of a matrix after the other, so that each
 * vector is contiguous.
 */
final class HouseholderQr {
  private final int n;
  private final double[] reflectors;
  private final double[] factors;
  private final double[] r;
  private final double[] q;

  HouseholderQr(int n) {
    this.n = n;
    this.reflectors = new double[n * n];
    this.factors = new double[n];
    this.r = new double[n * n];
    this.q = new double[n * n];
  }

  /**
   * Decomposes the matrix with the columns a_j: a_j is the sum of R_ij q_i over i from 0 to j.
   *
   * @param vectors a_j from element j n on, {@code (n, n)}, not changed
   */
  void decompose(double[] vectors) {
    System.arraycopy(vectors, 0, reflectors, 0, n * n);
    Arrays.fill(r, 0);
    for (int k = 0; k < n; k++) {
      reflect(k);
    }
    for (int j = 0; j < n; j++) {
      formVector(j);
    }
  }

  /** R {@code (n, n)} in C order, upper triangular; a buffer of the last decomposition. */
  double[] r() {
    return r;
  }

  /** q_j from element j n on, {@code (n, n)}; a buffer of the last decomposition. */
  double[] q() {
    return q;
  }

  private void reflect(int k) {
    makeReflection(k);
    for (int j = k + 1; j < n; j++) {
      apply(k, reflectors, j);
      r[k * n + j] = reflectors[j * n + k];
    }
  }

  /** Makes the reflection that sets the elements of a_k after the k-th to 0. */
  private void makeReflection(int k) {
    int at = k * n + k;
    int length = n - k;
    double largest = Vectors.largest(reflectors, at, length);
    if (largest == 0) {
      factors[k] = 0;
      return;
    }
    // Dividing by a power of two is exact, and no square can leave the range of a double.
    double scale = Math.scalb(1.0, Math.min(Math.getExponent(largest), 1022));
    for (int i = at; i < at + length; i++) {
      reflectors[i] /= scale;
    }
    double norm = Math.sqrt(Vectors.dot(reflectors, at, reflectors, at, length));
    double diagonal = reflectors[at] > 0 ? -norm : norm;
    factors[k] = 1 / (norm * (norm + Math.abs(reflectors[at])));
    reflectors[at] -= diagonal;
    r[at] = diagonal * scale;
  }

  /** Reflections j, j - 1, ... 0 of e_j give q_j; the later ones do not change e_j. */
  private void formVector(int j) {
    Arrays.fill(q, j * n, j * n + n, 0);
    q[j * n + j] = 1;
    for (int k = j; k >= 0; k--) {
      apply(k, q, j);
    }
  }

  private void apply(int k, double[] vectors, int j) {
    int length = n - k;
    double product = Vectors.dot(reflectors, k * n + k, vectors, j * n + k, length);
    Vectors.addMultiple(-factors[k] * product, reflectors, k * n + k, vectors, j * n + k, length);
  }
}
