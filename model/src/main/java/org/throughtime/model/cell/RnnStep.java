package org.throughtime.model.cell;

/** The step of {@link VanillaRnn}: the state is h. */
final class RnnStep extends LayeredStep {
  private final Activation phi;
  private final double[] slope;

  RnnStep(Activation phi, Parameters weights) {
    super(weights, "b_hh", "b_hy");
    this.phi = phi;
    this.slope = new double[hidden.units()];
  }

  @Override
  public void step(double[] state, double[] input, double[] next) {
    hidden.sum(input, state, next);
    for (int i = 0; i < next.length; i++) {
      next[i] = StepActivation.value(phi, next[i]);
    }
  }

  /** dh'_i / dh_j = W_hh[j, i] phi'_i. */
  @Override
  public void jacobian(double[] state, double[] input, double[] jacobian) {
    hidden.sum(input, state, slope);
    int n = slope.length;
    for (int i = 0; i < n; i++) {
      slope[i] = StepActivation.slope(phi, slope[i]);
    }
    WideMatrix recurrent = hidden.recurrent();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        jacobian[j * n + i] = recurrent.get(j, i) * slope[i];
      }
    }
  }
}
