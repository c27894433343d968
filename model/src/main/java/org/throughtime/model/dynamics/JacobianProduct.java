package org.throughtime.model.dynamics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The product P = J_1 J_2 ... of many Jacobians in the row convention. It keeps every singular
 * value accurate, even where the largest and the least are thousands of decades apart.
 *
 * <p>The product is stored as Q D T. The columns of Q are orthonormal. D is diagonal; its elements
 * are powers of two, stored as exponents. The largest element of each row of T is from 1 to 2. A
 * new factor multiplies only Q, and a QR decomposition follows. Sorting the columns by their scaled
 * norms first keeps D in descending order and T well-conditioned. Quantum Monte Carlo uses the same
 * method (Tomas, Chang, Scalettar &amp; Bai, IPDPS 2012).
 */
final class JacobianProduct {
  private final int n;
  private final HouseholderQr qr;
  private final double[] transposed;
  private final double[] images;
  private final double[] sorted;
  private final double[] basis;
  private double[] rows;
  private double[] nextRows;
  private int[] exponents;
  private int[] nextExponents;

  /** Creates the identity, {@code (n, n)}. */
  JacobianProduct(int n) {
    this.n = n;
    this.qr = new HouseholderQr(n);
    this.transposed = new double[n * n];
    this.images = new double[n * n];
    this.sorted = new double[n * n];
    this.basis = Vectors.identity(n);
    this.rows = Vectors.identity(n);
    this.nextRows = new double[n * n];
    this.exponents = new int[n];
    this.nextExponents = new int[n];
  }

  /**
   * Replaces P by J P.
   *
   * @param jacobian J {@code (n, n)} in C order, not changed
   */
  void multiplyFromLeft(double[] jacobian) {
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        transposed[i * n + j] = jacobian[j * n + i];
      }
    }
    Vectors.multiply(basis, transposed, images, n);
    int[] order = byScaledNorm();
    for (int k = 0; k < n; k++) {
      System.arraycopy(images, order[k] * n, sorted, k * n, n);
    }
    qr.decompose(sorted);
    System.arraycopy(qr.q(), 0, basis, 0, n * n);
    for (int i = 0; i < n; i++) {
      combine(i, order);
    }
    swap();
  }

  private void swap() {
    double[] spentRows = rows;
    rows = nextRows;
    nextRows = spentRows;
    int[] spentExponents = exponents;
    exponents = nextExponents;
    nextExponents = spentExponents;
  }

  /** The order of the columns of J Q D, the longest first. */
  private int[] byScaledNorm() {
    double[] logarithms = new double[n];
    for (int k = 0; k < n; k++) {
      double largest = Vectors.largest(images, k * n, n);
      logarithms[k] = StrictMath.log(largest) / StrictMath.log(2) + exponents[k];
    }
    return IntStream.range(0, n)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer k) -> logarithms[k]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Computes row i of R D T as a power of two and a scaled row. */
  private void combine(int i, int[] order) {
    double[] r = qr.r();
    int common = ScaledRows.ZERO;
    for (int j = i; j < n; j++) {
      if (r[i * n + j] != 0) {
        common = Math.max(common, Math.getExponent(r[i * n + j]) + exponents[order[j]]);
      }
    }
    Arrays.fill(nextRows, i * n, i * n + n, 0);
    for (int j = i; j < n; j++) {
      int shift = Math.max(exponents[order[j]] - common, ScaledRows.ZERO);
      double factor = Math.scalb(r[i * n + j], shift);
      Vectors.addMultiple(factor, rows, order[j] * n, nextRows, i * n, n);
    }
    nextExponents[i] = ScaledRows.normalise(nextRows, i * n, n, common);
  }

  /**
   * Computes the base-10 logarithms of the singular values.
   *
   * @return {@code (n)}, the largest first; minus infinity for a singular value of 0; all NaN where
   *     a factor was not finite
   */
  double[] log10SingularValues() {
    return new ScaledRows(rows.clone(), exponents.clone()).log10SingularValues();
  }
}
