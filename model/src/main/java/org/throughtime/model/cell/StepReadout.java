package org.throughtime.model.cell;

/** The output layer h W_hy + b of a {@link CellStep}. */
final class StepReadout {
  private final WideMatrix weight;
  private final WideMatrix bias;

  /**
   * @param bias name of b {@code (nout)}
   */
  StepReadout(Parameters weights, String bias) {
    this.weight = new WideMatrix(weights.get("W_hy"));
    this.bias = new WideMatrix(weights.get(bias));
  }

  int outputs() {
    return weight.columns();
  }

  /** Sets {@code output} to h W_hy + b, where h is what the state begins with. */
  void apply(double[] state, double[] output) {
    bias.copyTo(output);
    weight.addProduct(state, output);
  }
}
