package org.throughtime.model.dynamics;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub &amp; Van
 * Loan, Matrix Computations, section 8.5), in no order. All values are NaN where an element of the
 * matrix is not finite.
 */
final class SymmetricEigenvectors {
  private static final int MOST_SWEEPS = 60;
  private static final double NEGLIGIBLE = 1e-15;

  private final int n;
  private final double[] a;
  private final double[] vectors;

  /**
   * Computes them.
   *
   * @param matrix {@code (n, n)} in C order; changed
   */
  SymmetricEigenvectors(double[] matrix, int n) {
    this.n = n;
    this.a = matrix;
    this.vectors = Vectors.identity(n);
    boolean rotated = Double.isFinite(Vectors.largest(a, 0, n * n));
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = sweep();
    }
  }

  /** An eigenvalue. */
  double value(int i) {
    return a[i * n + i];
  }

  /** The eigenvector of {@link #value}, of length 1, {@code (n)}. */
  double[] vector(int i) {
    double[] vector = new double[n];
    System.arraycopy(vectors, i * n, vector, 0, n);
    return vector;
  }

  private boolean sweep() {
    boolean rotated = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        double off = a[p * n + q];
        double scale = Math.sqrt(Math.abs(value(p))) * Math.sqrt(Math.abs(value(q)));
        if (Math.abs(off) > Math.max(NEGLIGIBLE * scale, Double.MIN_NORMAL)) {
          rotate(p, q, off);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  private void rotate(int p, int q, double off) {
    double theta = (value(q) - value(p)) / (2 * off);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(1 + theta * theta));
    double cosine = 1 / Math.sqrt(1 + t * t);
    double sine = t * cosine;
    rotateRows(a, p, q, cosine, sine);
    for (int k = 0; k < n; k++) {
      double x = a[k * n + p];
      double y = a[k * n + q];
      a[k * n + p] = cosine * x - sine * y;
      a[k * n + q] = sine * x + cosine * y;
    }
    a[p * n + q] = 0;
    a[q * n + p] = 0;
    rotateRows(vectors, p, q, cosine, sine);
  }

  private void rotateRows(double[] matrix, int p, int q, double cosine, double sine) {
    for (int k = 0; k < n; k++) {
      double x = matrix[p * n + k];
      double y = matrix[q * n + k];
      matrix[p * n + k] = cosine * x - sine * y;
      matrix[q * n + k] = sine * x + cosine * y;
    }
  }
}
