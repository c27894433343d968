package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;

/** phi of a vanilla rnn, its derivative, and how far a value is from where it saturates. */
public enum Activation {
  TANH("tanh") {
    @Override
    void apply(Kernels kernels, Rows x, int from, int rows) {
      kernels.tanh(x, from, rows);
    }

    @Override
    void gradient(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      kernels.tanhGradient(d, h, fromH, y, from, rows);
    }

    @Override
    void curvature(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      kernels.tanhCurvature(d, h, fromH, y, from, rows);
    }

    @Override
    float derivative(float h) {
      return Math.fma(-h, h, 1f);
    }

    @Override
    float distanceFromSaturation(float h) {
      return 1f - Math.abs(h);
    }
  },
  SIGMOID("sigmoid") {
    @Override
    void apply(Kernels kernels, Rows x, int from, int rows) {
      kernels.sigmoid(x, from, rows);
    }

    @Override
    void gradient(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      kernels.sigmoidGradient(d, h, fromH, y, from, rows);
    }

    @Override
    void curvature(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      kernels.sigmoidCurvature(d, h, fromH, y, from, rows);
    }

    @Override
    float derivative(float h) {
      return h * (1f - h);
    }

    @Override
    float distanceFromSaturation(float h) {
      return Math.min(h, 1f - h);
    }
  },
  /** max(x, 0), which saturates at 0 alone: how far a unit is from there is its value. */
  RELU("relu") {
    @Override
    void apply(Kernels kernels, Rows x, int from, int rows) {
      kernels.relu(x, from, rows);
    }

    @Override
    void gradient(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      kernels.reluGradient(d, h, fromH, y, from, rows);
    }

    @Override
    void curvature(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      y.clear(from, rows);
    }

    @Override
    float derivative(float h) {
      return h <= 0 ? 0f : 1f;
    }

    @Override
    float distanceFromSaturation(float h) {
      return h;
    }
  },
  IDENTITY("identity") {
    @Override
    void apply(Kernels kernels, Rows x, int from, int rows) {
      // x is its own value
    }

    @Override
    void gradient(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      System.arraycopy(d.data, from * d.stride, y.data, from * y.stride, rows * y.stride);
    }

    @Override
    void curvature(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows) {
      y.clear(from, rows);
    }

    @Override
    float derivative(float h) {
      return 1f;
    }

    @Override
    float distanceFromSaturation(float h) {
      return 1f - Math.abs(h);
    }
  };

  private final String label;

  Activation(String label) {
    this.label = label;
  }

  /** The name in SPEC section 4: tanh, sigmoid, relu or identity. */
  public String label() {
    return label;
  }

  /** {@code x = phi(x)}. */
  abstract void apply(Kernels kernels, Rows x, int from, int rows);

  /** {@code y = d * phi'}, from h = phi(x). */
  abstract void gradient(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /** {@code y = d * phi''}, where phi'' is the derivative of phi' by h = phi(x). */
  abstract void curvature(Kernels kernels, Rows d, Rows h, int fromH, Rows y, int from, int rows);

  /** phi' in terms of h = phi(x). */
  abstract float derivative(float h);

  /** 0 where h is at an end of phi's range (SPEC section 5: sat_time). */
  abstract float distanceFromSaturation(float h);
}
