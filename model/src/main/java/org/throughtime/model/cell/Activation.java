package org.throughtime.model.cell;

import org.throughtime.model.kernel.Gradients;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;

/**
 * phi of a vanilla rnn, with its derivatives and the distance of a value from saturation. Each is a
 * function of the value h = phi(x).
 */
public enum Activation {
  TANH(
      "tanh",
      Kernels::tanh,
      Gradients::tanhGradient,
      Gradients::tanhCurvature,
      h -> Math.fma(-h, h, 1f),
      h -> 1f - Math.abs(h)),

  SIGMOID(
      "sigmoid",
      Kernels::sigmoid,
      Gradients::sigmoidGradient,
      Gradients::sigmoidCurvature,
      h -> h * (1f - h),
      h -> Math.min(h, 1f - h)),

  /** max(x, 0). It saturates only at 0, so the distance from there is the value itself. */
  RELU(
      "relu",
      Kernels::relu,
      Gradients::reluGradient,
      Activation::zero,
      h -> h <= 0 ? 0f : 1f,
      h -> h),

  /** x itself. Its distance is defined as tanh's. */
  IDENTITY(
      "identity",
      Activation::leave,
      Activation::copy,
      Activation::zero,
      h -> 1f,
      h -> 1f - Math.abs(h));

  /** Changes rows in place. */
  private interface InPlace {
    void on(Kernels kernels, Rows x, int from, int rows);
  }

  /** Sets rows of y to those of d times a function of those of h. */
  private interface Product {
    void of(Gradients kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows);
  }

  private interface OfValue {
    float at(float h);
  }

  private final String label;
  private final InPlace apply;
  private final Product gradient;
  private final Product curvature;
  private final OfValue derivative;
  private final OfValue distanceFromSaturation;

  Activation(
      String label,
      InPlace apply,
      Product gradient,
      Product curvature,
      OfValue derivative,
      OfValue distanceFromSaturation) {
    this.label = label;
    this.apply = apply;
    this.gradient = gradient;
    this.curvature = curvature;
    this.derivative = derivative;
    this.distanceFromSaturation = distanceFromSaturation;
  }

  private static void leave(Kernels kernels, Rows x, int from, int rows) {
    // x is its own value
  }

  private static void copy(
      Gradients kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    System.arraycopy(d.data, from * d.stride, y.data, from * y.stride, rows * y.stride);
  }

  private static void zero(
      Gradients kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    y.clear(from, rows);
  }

  /** The name in SPEC section 4: tanh, sigmoid, relu or identity. */
  public String label() {
    return label;
  }

  /** {@code x = phi(x)}. */
  void apply(Kernels kernels, Rows x, int from, int rows) {
    apply.on(kernels, x, from, rows);
  }

  /** {@code y = d * phi'(h)}. */
  void gradient(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    gradient.of(kernels.gradients(), d, h, fromH, y, from, rows);
  }

  /** {@code y = d * phi''(h)}, where phi'' is the derivative of phi' by h. */
  void curvature(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    curvature.of(kernels.gradients(), d, h, fromH, y, from, rows);
  }

  /** phi' at the value h. */
  float derivative(float h) {
    return derivative.at(h);
  }

  /** 0 where h is at an end of phi's range (SPEC section 5: sat_time). */
  float distanceFromSaturation(float h) {
    return distanceFromSaturation.at(h);
  }
}
