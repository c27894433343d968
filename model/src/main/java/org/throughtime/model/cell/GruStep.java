package org.throughtime.model.cell;

import java.util.Arrays;

/** The step of {@link Gru}: the state is h. */
final class GruStep extends LayeredStep {
  private final StepLayer update;
  private final StepLayer reset;
  private final double[] z;
  private final double[] r;
  private final double[] resetH;
  private final double[] c;
  private final double[] throughReset;

  GruStep(Parameters weights) {
    super(weights, "b_h", "b_y");
    this.update = new StepLayer(weights, "W_uz", "W_hz", "b_z");
    this.reset = new StepLayer(weights, "W_ur", "W_hr", "b_r");
    int units = hidden.units();
    this.z = new double[units];
    this.r = new double[units];
    this.resetH = new double[units];
    this.c = new double[units];
    this.throughReset = new double[units];
  }

  private void gates(double[] state, double[] input) {
    update.sigmoid(input, state, z);
    reset.sigmoid(input, state, r);
    for (int i = 0; i < r.length; i++) {
      resetH[i] = r[i] * state[i];
    }
    hidden.tanh(input, resetH, c);
  }

  @Override
  public void step(double[] state, double[] input, double[] next) {
    gates(state, input);
    for (int i = 0; i < next.length; i++) {
      next[i] = (1 - z[i]) * state[i] + z[i] * c[i];
    }
  }

  /**
   * With sigma' = g (1 - g) of a gate g:
   *
   * <pre>
   *   dh'_i / dh_j = (1 - z_i) [i = j] + (c_i - h_i) sigma'(z_i) W_hz[j, i] + z_i dc_i / dh_j
   *   dc_i / dh_j = (1 - c_i^2) (r_j W_hh[j, i] + sum over k of W_hr[j, k] sigma'(r_k) h_k W_hh[k, i])
   * </pre>
   */
  @Override
  public void jacobian(double[] state, double[] input, double[] jacobian) {
    gates(state, input);
    int n = z.length;
    for (int k = 0; k < n; k++) {
      throughReset[k] = r[k] * (1 - r[k]) * state[k];
    }
    Arrays.fill(jacobian, 0, n * n, 0);
    for (int j = 0; j < n; j++) {
      hidden.recurrent().addRow(j, r[j], jacobian, j * n);
      for (int k = 0; k < n; k++) {
        double factor = reset.recurrent().get(j, k) * throughReset[k];
        hidden.recurrent().addRow(k, factor, jacobian, j * n);
      }
      for (int i = 0; i < n; i++) {
        double direct = j == i ? 1 - z[i] : 0;
        double throughUpdate = (c[i] - state[i]) * z[i] * (1 - z[i]) * update.recurrent().get(j, i);
        double dc = (1 - c[i] * c[i]) * jacobian[j * n + i];
        jacobian[j * n + i] = direct + throughUpdate + z[i] * dc;
      }
    }
  }
}
