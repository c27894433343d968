package org.throughtime.model.kernel;

/**
 * The array loops of the optimizers, over the whole storage of a parameter. As with {@link
 * Kernels}, each element is the sequence of float operations that its method states.
 */
public interface Updates {
  /** {@code w = fma(-rate, g, w)}. */
  void descend(float[] w, float[] g, float rate);

  /** {@code y = fma(share, x, keep * y)}. */
  void average(float[] y, float keep, float[] x, float share);

  /** {@code y = fma(share * x, x, keep * y)}. */
  void averageSquares(float[] y, float keep, float[] x, float share);

  /** {@code w = fma(-rate, m / fma(scale, sqrt(v), epsilon), w)}. */
  void descendByRoot(float[] w, float[] m, float[] v, float rate, float scale, float epsilon);
}
