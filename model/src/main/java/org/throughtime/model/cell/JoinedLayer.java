package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * A recurrent layer x_t W_u + b + h_{t-1} W_h with the output layer's columns behind it, for passes
 * that only score: where the loss reads every step, one product gives the sum of step t and the
 * output of step t - 1, mostly in columns that would be padding. The bits are those of two
 * products.
 */
final class JoinedLayer {
  private final Kernels kernels;
  private final Readout readout;
  private final Parameter inputWeight;
  private final Parameter inputBias;
  private final Parameter recurrent;
  private final int outputs;
  private final Rows wideInput;
  private final Rows wideBias;
  private final Rows wideRecurrent;
  private final InputLayer input;

  /**
   * @param inputWeight W_u {@code (nin, H)}
   * @param inputBias b {@code (H)}
   * @param recurrent W_h {@code (H, H)}
   */
  JoinedLayer(
      Kernels kernels,
      Readout readout,
      Parameter inputWeight,
      Parameter inputBias,
      Parameter recurrent) {
    this.kernels = kernels;
    this.readout = readout;
    this.inputWeight = inputWeight;
    this.inputBias = inputBias;
    this.recurrent = recurrent;
    this.outputs = readout.columnsEveryStep();
    this.wideInput = new Rows(inputWeight.rows(), columns());
    this.wideBias = new Rows(1, columns());
    this.wideRecurrent = new Rows(recurrent.rows(), columns());
    this.input = new InputLayer(kernels, wideInput, wideBias);
  }

  /** H, plus the outputs where they are computed along. */
  int columns() {
    return recurrent.columns() + outputs;
  }

  /** Takes the weights as they are now; to be called before a pass. */
  void refresh() {
    inputWeight.storage().copyInto(wideInput, 0, inputWeight.columns());
    inputBias.storage().copyInto(wideBias, 0, inputBias.columns());
    readout.bias().copyInto(wideBias, inputBias.columns(), outputs);
    recurrent.storage().copyInto(wideRecurrent, 0, recurrent.columns());
    readout.weight().copyInto(wideRecurrent, recurrent.columns(), outputs);
    input.refresh();
  }

  /**
   * Sets rows of y to the sums of step t for {@code rows} sequences from b on, and scores the
   * outputs of step t - 1 where the loss reads them. Columns of y from H on are spoilt.
   */
  void sum(Batch batch, int t, int b, int rows, Rows h, int fromH, Rows y, int from) {
    input.apply(batch, t, b, rows, y, from);
    kernels.multiplyAdd(h, fromH, wideRecurrent, y, from, rows);
    if (outputs > 0 && t > 0) {
      readout.scoreOutputs(batch, t - 1, b, rows, y, from, recurrent.columns());
    }
  }
}
