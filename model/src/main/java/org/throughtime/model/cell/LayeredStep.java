package org.throughtime.model.cell;

/** A {@link CellStep} made of layers: the parts that all cells share. */
abstract class LayeredStep implements CellStep {
  /** The layer of W_uh and W_hh. */
  final StepLayer hidden;

  private final StepReadout readout;

  /**
   * @param hiddenBias name of the hidden layer's bias {@code (H)}
   * @param outputBias name of the output layer's bias {@code (nout)}
   */
  LayeredStep(Parameters weights, String hiddenBias, String outputBias) {
    this.hidden = new StepLayer(weights, "W_uh", "W_hh", hiddenBias);
    this.readout = new StepReadout(weights, outputBias);
  }

  /** H, of a cell whose only state is h. */
  @Override
  public int size() {
    return hidden.units();
  }

  @Override
  public final int inputs() {
    return hidden.inputs();
  }

  @Override
  public final int outputs() {
    return readout.outputs();
  }

  @Override
  public final void output(double[] state, double[] output) {
    readout.apply(state, output);
  }
}
