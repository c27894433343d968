package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * One layer x W_u + y W_h + b of a gated cell, with its values and the gradients before its
 * activation: rows {@code (T * B, H)}.
 */
final class GateLayer {
  private final Kernels kernels;
  private final Parameter recurrent;
  private final Rows transposed;
  private final InputLayer input;
  private final Parameter inputGradient;
  private final Parameter recurrentGradient;
  private final Parameter biasGradient;
  private Rows values;
  private Rows deltas;

  /**
   * The layer W_ug, W_hg, b_g of the gate g.
   *
   * @param recurrentName W_hg
   */
  GateLayer(
      Kernels kernels,
      Parameters weights,
      Parameters gradients,
      String inputName,
      String recurrentName,
      String biasName) {
    this.kernels = kernels;
    this.recurrent = weights.get(recurrentName);
    this.transposed = new Rows(recurrent.columns(), recurrent.rows());
    this.input =
        new InputLayer(kernels, weights.get(inputName).storage(), weights.get(biasName).storage());
    this.inputGradient = gradients.get(inputName);
    this.recurrentGradient = gradients.get(recurrentName);
    this.biasGradient = gradients.get(biasName);
  }

  /** Makes room for so many rows of values and gradients. */
  void reserve(int positions) {
    values = new Rows(positions, recurrent.columns());
    deltas = new Rows(positions, recurrent.columns());
  }

  /** What the layer gave, behind its activation. */
  Rows values() {
    return values;
  }

  /** The gradients before its activation. */
  Rows deltas() {
    return deltas;
  }

  /** W_h^T. */
  Rows transposed() {
    return transposed;
  }

  /** Sets the values of step t to x_t W_u + b + y W_h, where y is {@code (B, H)} from a row on. */
  void sum(Batch batch, int t, Rows y, int fromY) {
    int n = batch.sequences();
    input.apply(batch, t, 0, n, values, t * n);
    kernels.multiplyAdd(y, fromY, recurrent.storage(), values, t * n, n);
  }

  /** The same with a unit a row and a sequence a column, into all of {@code to}. */
  void sumColumns(ColumnBlock block, int t, Rows y, Rows to) {
    input.sumColumns(block, t, transposed, y, to);
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

  /** Adds the gradients of its weights; y is what W_h was multiplied with. */
  void accumulate(Batch batch, Rows y) {
    int positions = batch.length() * batch.sequences();
    kernels.outerAdd(y, 0, deltas, 0, positions, recurrentGradient.storage());
    input.gradient(batch, deltas, inputGradient, biasGradient);
  }
}
