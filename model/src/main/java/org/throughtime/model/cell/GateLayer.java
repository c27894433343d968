package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * The layer x W_ug + y W_hg + b_g of a gated cell, where y is h_{t-1} or what the cell makes of it.
 *
 * <p>It keeps its values, and the gradients before its activation, as rows {@code (T * B, H)}.
 */
final class GateLayer {
  private final Kernels kernels;
  private final Parameter recurrent;
  private final Rows transposed;
  private final InputLayer input;
  private final Rows columns;
  private final Parameter inputGradient;
  private final Parameter recurrentGradient;
  private final Parameter biasGradient;
  private Rows values;
  private Rows deltas;

  /**
   * @param weights have W_ug (nin, H), W_hg (H, H) and b_g (H)
   * @param gradients the same
   * @param symbol g
   */
  GateLayer(Kernels kernels, Parameters weights, Parameters gradients, String symbol) {
    String inputName = "W_u" + symbol;
    String recurrentName = "W_h" + symbol;
    String biasName = "b_" + symbol;
    this.kernels = kernels;
    this.recurrent = weights.get(recurrentName);
    this.transposed = new Rows(recurrent.columns(), recurrent.rows());
    this.input =
        new InputLayer(kernels, weights.get(inputName).storage(), weights.get(biasName).storage());
    this.columns = new Rows(recurrent.columns(), ColumnBlock.COLUMNS);
    this.inputGradient = gradients.get(inputName);
    this.recurrentGradient = gradients.get(recurrentName);
    this.biasGradient = gradients.get(biasName);
    this.values = new Rows(0, recurrent.columns());
    this.deltas = new Rows(0, recurrent.columns());
  }

  /** Makes room for T * B rows of values and gradients. */
  void reserve(int positions) {
    values = values.atLeast(positions);
    deltas = deltas.atLeast(positions);
  }

  /**
   * The values; {@link #sum} leaves them before the activation, which the cell applies in place.
   */
  Rows values() {
    return values;
  }

  /** The gradients before the activation, which the cell fills. */
  Rows deltas() {
    return deltas;
  }

  /** W_hg^T. */
  Rows transposed() {
    return transposed;
  }

  /** Sets the values of step t; y is {@code (B, H)} from a row on. */
  void sum(Batch batch, int t, Rows y, int fromY) {
    int n = batch.sequences();
    input.sum(batch, t, y, fromY, recurrent.storage(), values, t * n);
  }

  /**
   * The values of step t for a block, a unit a row and a sequence a column; valid until the next
   * call.
   */
  Rows sumColumns(ColumnBlock block, int t, Rows y) {
    input.sumColumns(block, t, transposed, y, columns);
    return columns;
  }

  /** Takes the weights as they are now; to be called before a pass with a sequence a row. */
  void refresh() {
    input.refresh();
    transposed.transposeOf(recurrent.storage());
  }

  /** The same before a pass with a sequence a column. */
  void refreshColumns() {
    input.refreshColumns();
    transposed.transposeOf(recurrent.storage());
  }

  /** Adds the gradients of its weights; y holds what W_hg was multiplied with at every position. */
  void accumulate(Batch batch, Rows y) {
    int positions = batch.length() * batch.sequences();
    kernels.outerAdd(y, 0, deltas, 0, positions, recurrentGradient.storage());
    input.gradient(batch, deltas, inputGradient, biasGradient);
  }
}
