package org.throughtime.model.cell;

import java.util.Arrays;

/** The step of {@link Lstm}: the state is h, then c, {@code (2 H)}. */
final class LstmStep extends LayeredStep {
  private final StepLayer inputGate;
  private final StepLayer forgetGate;
  private final StepLayer outputGate;
  private final double[] in;
  private final double[] forget;
  private final double[] out;
  private final double[] g;
  private final double[] nextC;
  private final double[] squashed;

  LstmStep(Parameters weights) {
    super(weights, "b_h", "b_y");
    this.inputGate = new StepLayer(weights, "W_ui", "W_hi", "b_i");
    this.forgetGate = new StepLayer(weights, "W_uf", "W_hf", "b_f");
    this.outputGate = new StepLayer(weights, "W_uo", "W_ho", "b_o");
    int units = hidden.units();
    this.in = new double[units];
    this.forget = new double[units];
    this.out = new double[units];
    this.g = new double[units];
    this.nextC = new double[units];
    this.squashed = new double[units];
  }

  @Override
  public int size() {
    return 2 * hidden.units();
  }

  private void gates(double[] state, double[] input) {
    inputGate.sigmoid(input, state, in);
    forgetGate.sigmoid(input, state, forget);
    outputGate.sigmoid(input, state, out);
    hidden.tanh(input, state, g);
    int units = g.length;
    for (int i = 0; i < units; i++) {
      nextC[i] = forget[i] * state[units + i] + in[i] * g[i];
      squashed[i] = StepActivation.value(Activation.TANH, nextC[i]);
    }
  }

  @Override
  public void step(double[] state, double[] input, double[] next) {
    gates(state, input);
    int units = g.length;
    for (int i = 0; i < units; i++) {
      next[i] = out[i] * squashed[i];
      next[units + i] = nextC[i];
    }
  }

  /**
   * With sigma' = s (1 - s) of a gate s, and q_i = tanh(c'_i):
   *
   * <pre>
   *   dc'_i / dc_j = f_i [i = j],   dh'_i / dc_j = o_i (1 - q_i^2) dc'_i / dc_j
   *   dc'_i / dh_j = c_i sigma'(f_i) W_hf[j, i] + g_i sigma'(i_i) W_hi[j, i] + i_i (1 - g_i^2) W_hh[j, i]
   *   dh'_i / dh_j = q_i sigma'(o_i) W_ho[j, i] + o_i (1 - q_i^2) dc'_i / dh_j
   * </pre>
   */
  @Override
  public void jacobian(double[] state, double[] input, double[] jacobian) {
    gates(state, input);
    int units = g.length;
    int n = 2 * units;
    Arrays.fill(jacobian, 0, n * n, 0);
    for (int i = 0; i < units; i++) {
      double byForget = state[units + i] * forget[i] * (1 - forget[i]);
      double byInput = g[i] * in[i] * (1 - in[i]);
      double byCandidate = in[i] * (1 - g[i] * g[i]);
      double byOutput = squashed[i] * out[i] * (1 - out[i]);
      double throughC = out[i] * (1 - squashed[i] * squashed[i]);
      for (int j = 0; j < units; j++) {
        double dc =
            byForget * forgetGate.recurrent().get(j, i)
                + byInput * inputGate.recurrent().get(j, i)
                + byCandidate * hidden.recurrent().get(j, i);
        jacobian[j * n + i] = byOutput * outputGate.recurrent().get(j, i) + throughC * dc;
        jacobian[j * n + units + i] = dc;
      }
      jacobian[(units + i) * n + i] = throughC * forget[i];
      jacobian[(units + i) * n + units + i] = forget[i];
    }
  }
}
