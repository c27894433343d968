package org.throughtime.model.dynamics;

import java.util.Arrays;

/** Loops over rows of matrices in C order, each a fixed sequence of operations. */
final class Vectors {
  private Vectors() {}

  /** The scalar product. Four interleaved sums hide the latency of an addition. */
  static double dot(double[] x, int fromX, double[] y, int fromY, int n) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i + 3 < n; i += 4) {
      s0 += x[fromX + i] * y[fromY + i];
      s1 += x[fromX + i + 1] * y[fromY + i + 1];
      s2 += x[fromX + i + 2] * y[fromY + i + 2];
      s3 += x[fromX + i + 3] * y[fromY + i + 3];
    }
    for (; i < n; i++) {
      s0 += x[fromX + i] * y[fromY + i];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** y += factor * x. */
  static void addMultiple(double factor, double[] x, int fromX, double[] y, int fromY, int n) {
    for (int i = 0; i < n; i++) {
      y[fromY + i] += factor * x[fromX + i];
    }
  }

  /** The largest magnitude; NaN where an element is. */
  static double largest(double[] x, int from, int n) {
    double largest = 0;
    for (int i = 0; i < n; i++) {
      largest = Math.max(largest, Math.abs(x[from + i]));
    }
    return largest;
  }

  /** Sets y to the square matrix x times the square matrix m, all {@code (n, n)}. */
  static void multiply(double[] x, double[] m, double[] y, int n) {
    Arrays.fill(y, 0);
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        addMultiple(x[k * n + j], m, j * n, y, k * n, n);
      }
    }
  }

  /** The identity, {@code (n, n)}. */
  static double[] identity(int n) {
    double[] identity = new double[n * n];
    for (int i = 0; i < n; i++) {
      identity[i * n + i] = 1;
    }
    return identity;
  }
}
