package org.throughtime.model.kernel;

/**
 * Derivatives of the activations and of gates, by the values that a step left. The same terms hold
 * as for {@link Kernels}.
 */
public interface Gradients {
  /** {@code y = d * fma(-h, h, 1)}: the gradient before a tanh whose value is h. */
  void tanhGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /** {@code y = d * (h * (1 - h))}: the gradient before a sigmoid whose value is h. */
  void sigmoidGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /** {@code y = d}, or 0 where h is at most 0: the gradient before a relu whose value is h. */
  void reluGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /** {@code y = d * (-2 * h)}: by h, the derivative of d times a tanh's slope at value h. */
  void tanhCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /** {@code y = d * fma(-2, h, 1)}: by h, the derivative of d times a sigmoid's slope at h. */
  void sigmoidCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /**
   * {@code dz = (d * (c - h)) * (z * (1 - z))}: the gradient before z's sigmoid; all from one row
   * on.
   */
  void gateGradient(Rows d, Rows z, Rows c, Rows h, Rows dz, int from, int rows);

  /** {@code dc = (d * z) * fma(-c, c, 1)}: the gradient before c's tanh; all from one row on. */
  void candidateGradient(Rows d, Rows z, Rows c, Rows dc, int from, int rows);

  /** {@code y = fma(d, 1 - z, y)}: what of d reaches the previous h directly. */
  void carryGradient(Rows d, Rows z, int from, Rows y, int fromY, int rows);
}
