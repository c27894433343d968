package org.throughtime.model.cell;

import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.task.Batch;

/**
 * The input's share of a unit, x_t W + b, and its gradients.
 *
 * <p>A one-hot input picks a row, so the rows of {@code W + b} are kept in a table and looked up. A
 * dense input is multiplied as it stands. Both start each element's chain with b, then add x W.
 */
final class InputLayer {
  /**
   * Sequences of a block in passes that only score: whole vectors of every width, and few enough
   * that the states of a block stay in the first-level cache with the weights.
   */
  static final int COLUMNS = 64;

  private static final int BLOCK = 64;

  private final Kernels kernels;
  private final Rows weight;
  private final Rows bias;
  private final Rows table;
  private final Rows dense;
  private final Rows tableByUnit;
  private final Rows weightByUnit;
  private final Rows channels;
  private final Rows biasStart;
  private final Rows symbolStart;
  private final int[] symbols;

  /**
   * @param weight W {@code (nin, H)}
   * @param bias b {@code (1, H)}
   */
  InputLayer(Kernels kernels, Rows weight, Rows bias) {
    this.kernels = kernels;
    this.weight = weight;
    this.bias = bias;
    this.table = new Rows(weight.count, weight.columns);
    this.dense = new Rows(BLOCK, weight.count);
    this.tableByUnit = new Rows(weight.columns, weight.count);
    this.weightByUnit = new Rows(weight.columns, weight.count);
    this.channels = new Rows(weight.count, COLUMNS);
    this.biasStart = new Rows(weight.columns, Rows.PAD);
    this.symbolStart = new Rows(weight.count * weight.columns, Rows.PAD);
    this.symbols = new int[COLUMNS];
  }

  /** Takes the weights as they are now; to be called before a pass. */
  void refresh() {
    for (int s = 0; s < table.count; s++) {
      for (int j = 0; j < table.columns; j++) {
        table.set(s, j, bias.get(0, j) + weight.get(s, j));
      }
    }
  }

  /** Sets rows {@code fromY ..} of y to {@code x W + b} for sequences {@code b ..} at step t. */
  void apply(Batch batch, int t, int b, int rows, Rows y, int fromY) {
    int first = t * batch.sequences() + b;
    if (batch.symbolic()) {
      kernels.lookUp(batch.symbols(), first, table, y, fromY, rows);
      return;
    }
    kernels.affine(batch.channels(), first, weight, bias, y, fromY, rows);
  }

  /** Takes the weights as they are now; to be called before a pass with {@link #sumColumns}. */
  void refreshColumns() {
    refresh();
    tableByUnit.transposeOf(table);
    weightByUnit.transposeOf(weight);
    int units = weight.columns;
    for (int j = 0; j < units; j++) {
      biasStart.fillRow(j, bias.get(0, j));
      for (int s = 0; s < table.count; s++) {
        symbolStart.fillRow(s * units + j, table.get(s, j));
      }
    }
  }

  /**
   * Sets columns 0 .. n-1 of y to {@code x W + b + h W_h} for n sequences from b on at step t;
   * further columns get anything.
   *
   * @param recurrentTransposed W_h^T {@code (H, H)}
   * @param h states, a unit a row and a sequence a column, {@code (H, COLUMNS)}
   * @param y as h
   */
  void sumColumns(Batch batch, int t, int b, int n, Rows recurrentTransposed, Rows h, Rows y) {
    int first = t * batch.sequences() + b;
    if (!batch.symbolic()) {
      fetchColumns(batch, first, n);
      kernels.multiplyFrom(biasStart, 0, weightByUnit, channels, y);
      kernels.multiplyAdd(recurrentTransposed, 0, h, y, 0, y.count);
    } else if (fetchSymbols(batch, first, n)) {
      kernels.multiplyFrom(symbolStart, symbols[0] * y.count, recurrentTransposed, h, y);
    } else {
      kernels.lookUpColumns(symbols, tableByUnit, y);
      kernels.multiplyAdd(recurrentTransposed, 0, h, y, 0, y.count);
    }
  }

  /** Whether all n sequences have the same symbol, as a memorization's mostly do. */
  private boolean fetchSymbols(Batch batch, int first, int n) {
    byte[] all = batch.symbols();
    int differences = 0;
    for (int c = 0; c < n; c++) {
      symbols[c] = all[first + c] & 0xff;
      differences |= all[first + c] ^ all[first];
    }
    return differences == 0;
  }

  private void fetchColumns(Batch batch, int first, int n) {
    int nin = batch.nin();
    float[] inputs = batch.channels();
    for (int i = 0; i < nin; i++) {
      int row = i * channels.stride;
      for (int c = 0; c < n; c++) {
        channels.data[row + c] = inputs[(first + c) * nin + i];
      }
    }
  }

  /**
   * Adds the gradients of W and b, of all steps, where {@code delta} is that of {@code x W + b}.
   */
  void gradient(Batch batch, Rows delta, Parameter gradWeight, Parameter gradBias) {
    int positions = batch.length() * batch.sequences();
    if (batch.symbolic()) {
      kernels.scatterAdd(batch.symbols(), 0, delta, 0, positions, gradWeight.storage());
    } else {
      for (int i = 0; i < positions; i += BLOCK) {
        int n = Math.min(BLOCK, positions - i);
        fetch(batch, i, n);
        kernels.outerAdd(dense, 0, delta, i, n, gradWeight.storage());
      }
    }
    kernels.sumAdd(delta, 0, positions, gradBias.storage());
  }

  private void fetch(Batch batch, int first, int rows) {
    int nin = batch.nin();
    for (int r = 0; r < rows; r++) {
      System.arraycopy(batch.channels(), (first + r) * nin, dense.data, r * dense.stride, nin);
    }
  }
}
