package org.throughtime.model.cell;

/** One layer x W_u + y W_h + b of a {@link CellStep}. */
final class StepLayer {
  private final WideMatrix input;
  private final WideMatrix recurrent;
  private final WideMatrix bias;

  /**
   * @param input name of W_u {@code (nin, H)}
   * @param recurrent name of W_h {@code (H, H)}
   * @param bias name of b {@code (H)}
   */
  StepLayer(Parameters weights, String input, String recurrent, String bias) {
    this.input = new WideMatrix(weights.get(input));
    this.recurrent = new WideMatrix(weights.get(recurrent));
    this.bias = new WideMatrix(weights.get(bias));
  }

  int inputs() {
    return input.rows();
  }

  int units() {
    return recurrent.rows();
  }

  /** W_h. */
  WideMatrix recurrent() {
    return recurrent;
  }

  /**
   * Sets {@code sum} to x W_u + y W_h + b.
   *
   * @param y its first H elements are the vector
   * @param sum {@code (H)}
   */
  void sum(double[] x, double[] y, double[] sum) {
    bias.copyTo(sum);
    input.addProduct(x, sum);
    recurrent.addProduct(y, sum);
  }

  /** The same, and takes the sigmoid of every element. */
  void sigmoid(double[] x, double[] y, double[] gate) {
    sum(x, y, gate);
    for (int i = 0; i < gate.length; i++) {
      gate[i] = StepActivation.value(Activation.SIGMOID, gate[i]);
    }
  }

  /** The same, and takes the tanh of every element. */
  void tanh(double[] x, double[] y, double[] candidate) {
    sum(x, y, candidate);
    for (int i = 0; i < candidate.length; i++) {
      candidate[i] = StepActivation.value(Activation.TANH, candidate[i]);
    }
  }
}
