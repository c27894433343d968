package org.throughtime.model.dynamics;

import java.util.Arrays;
import org.throughtime.model.cell.CellStep;

/** Maps with known dynamics. The output is the state. */
final class Maps {
  private Maps() {}

  /** A map that reads no input. */
  private abstract static class Autonomous implements CellStep {
    private final int size;

    Autonomous(int size) {
      this.size = size;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int inputs() {
      return 0;
    }

    @Override
    public int outputs() {
      return size;
    }

    @Override
    public void output(double[] state, double[] output) {
      System.arraycopy(state, 0, output, 0, size);
    }
  }

  /** s' = s A. */
  static CellStep linear(double[][] a) {
    return new Autonomous(a.length) {
      @Override
      public void step(double[] state, double[] input, double[] next) {
        Arrays.fill(next, 0);
        for (int j = 0; j < a.length; j++) {
          for (int i = 0; i < a.length; i++) {
            next[i] += state[j] * a[j][i];
          }
        }
      }

      @Override
      public void jacobian(double[] state, double[] input, double[] jacobian) {
        for (int j = 0; j < a.length; j++) {
          System.arraycopy(a[j], 0, jacobian, j * a.length, a.length);
        }
      }
    };
  }

  /** Turns the plane. */
  static CellStep rotation(double angle) {
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);
    return linear(new double[][] {{cos, sin}, {-sin, cos}});
  }

  /** x' = 1 - 1.4 x^2 + y, y' = .3 x (Henon 1976). */
  static CellStep henon() {
    return new Autonomous(2) {
      @Override
      public void step(double[] state, double[] input, double[] next) {
        next[0] = 1 - 1.4 * state[0] * state[0] + state[1];
        next[1] = .3 * state[0];
      }

      @Override
      public void jacobian(double[] state, double[] input, double[] jacobian) {
        jacobian[0] = -2.8 * state[0];
        jacobian[1] = .3;
        jacobian[2] = 1;
        jacobian[3] = 0;
      }
    };
  }

  /** The symmetric matrix B diag(values) B with the reflection B = I - 2 v v^T, dense. */
  static double[][] symmetric(double... values) {
    int n = values.length;
    double[][] symmetric = new double[n][n];
    double square = 0;
    for (int i = 1; i <= n; i++) {
      square += i * i;
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          symmetric[i][j] += reflection(i, k, square) * values[k] * reflection(k, j, square);
        }
      }
    }
    return symmetric;
  }

  /** v_i is i + 1. */
  private static double reflection(int i, int j, double square) {
    return (i == j ? 1 : 0) - 2 * (i + 1) * (j + 1) / square;
  }
}
