package org.throughtime.model.cell;

/** The step of {@link VanillaRnn}: the state is h. */
final class RnnStep implements CellStep {
  private final Activation phi;
  private final StepLayer layer;
  private final StepReadout readout;
  private final double[] slope;

  RnnStep(Activation phi, Parameters weights) {
    this.phi = phi;
    this.layer = new StepLayer(weights, "W_uh", "W_hh", "b_hh");
    this.readout = new StepReadout(weights, "b_hy");
    this.slope = new double[layer.units()];
  }

  @Override
  public int size() {
    return layer.units();
  }

  @Override
  public int inputs() {
    return layer.inputs();
  }

  @Override
  public int outputs() {
    return readout.outputs();
  }

  @Override
  public void step(double[] state, double[] input, double[] next) {
    layer.sum(input, state, next);
    for (int i = 0; i < next.length; i++) {
      next[i] = StepActivation.value(phi, next[i]);
    }
  }

  /** dh'_i / dh_j = W_hh[j, i] phi'_i. */
  @Override
  public void jacobian(double[] state, double[] input, double[] jacobian) {
    layer.sum(input, state, slope);
    int n = slope.length;
    for (int i = 0; i < n; i++) {
      slope[i] = StepActivation.slope(phi, slope[i]);
    }
    WideMatrix recurrent = layer.recurrent();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        jacobian[j * n + i] = recurrent.get(j, i) * slope[i];
      }
    }
  }

  @Override
  public void output(double[] state, double[] output) {
    readout.apply(state, output);
  }
}
