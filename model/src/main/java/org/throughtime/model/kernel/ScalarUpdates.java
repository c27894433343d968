package org.throughtime.model.kernel;

/** One float at a time. */
final class ScalarUpdates implements Updates {
  @Override
  public void descend(float[] w, float[] g, float rate) {
    for (int i = 0; i < w.length; i++) {
      w[i] = Math.fma(-rate, g[i], w[i]);
    }
  }

  @Override
  public void average(float[] y, float keep, float[] x, float share) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(share, x[i], keep * y[i]);
    }
  }

  @Override
  public void averageSquares(float[] y, float keep, float[] x, float share) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(share * x[i], x[i], keep * y[i]);
    }
  }

  @Override
  public void descendByRoot(
      float[] w, float[] m, float[] v, float rate, float scale, float epsilon) {
    for (int i = 0; i < w.length; i++) {
      // The root of a float, rounded twice, is the float next to the true one.
      float root = (float) Math.sqrt(v[i]);
      w[i] = Math.fma(-rate, m[i] / Math.fma(scale, root, epsilon), w[i]);
    }
  }
}
