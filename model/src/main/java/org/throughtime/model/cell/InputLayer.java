package org.throughtime.model.cell;

import java.util.Arrays;
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
    this.channels = new Rows(weight.count, ColumnBlock.COLUMNS);
    this.biasStart = new Rows(weight.columns, Rows.PAD);
    this.symbolStart = new Rows(weight.count * weight.columns, Rows.PAD);
    this.symbols = new int[ColumnBlock.COLUMNS];
  }

  /** Takes the weights as they are now; to be called before a pass. */
  void refresh() {
    for (int s = 0; s < table.count; s++) {
      for (int j = 0; j < table.columns; j++) {
        table.set(s, j, bias.get(0, j) + weight.get(s, j));
      }
    }
  }

  /** Sets the sequences' rows of y to {@code x W + b} at step t. */
  private void apply(Batch batch, int t, Rows y, int fromY) {
    int rows = batch.sequences();
    int first = t * rows;
    if (batch.symbolic()) {
      kernels.lookUp(batch.symbols(), first, table, y, fromY, rows);
      return;
    }
    kernels.affine(batch.channels(), first, weight, bias, y, fromY, rows);
  }

  /**
   * Sets the sequences' rows of y to {@code x W + b + p W_h} at step t.
   *
   * @param p {@code (B, H)} from a row on
   * @param recurrent W_h {@code (H, H)}
   */
  void sum(Batch batch, int t, Rows p, int fromP, Rows recurrent, Rows y, int fromY) {
    int n = batch.sequences();
    if (batch.symbolic() && sameSymbol(batch.symbols(), t * n, n)) {
      int symbol = batch.symbols()[t * n] & 0xff;
      kernels.multiplyFromRow(table, symbol, p, fromP, recurrent, y, fromY, n);
      return;
    }
    apply(batch, t, y, fromY);
    kernels.multiplyAdd(p, fromP, recurrent, y, fromY, n);
  }

  private static boolean sameSymbol(byte[] symbols, int from, int n) {
    int end = from + n;
    return Arrays.mismatch(symbols, from, end - 1, symbols, from + 1, end) < 0;
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
   * Sets the block's columns of y to {@code x W + b + h W_h} at step t; further columns get
   * anything.
   *
   * @param recurrentTransposed W_h^T {@code (H, H)}
   * @param h states, a unit a row and a sequence a column, {@code (H, ColumnBlock.COLUMNS)}
   * @param y as h
   */
  void sumColumns(ColumnBlock block, int t, Rows recurrentTransposed, Rows h, Rows y) {
    if (!block.batch().symbolic()) {
      fetchChannels(block, t);
      kernels.multiplyFrom(biasStart, 0, weightByUnit, channels, y);
      kernels.multiplyAdd(recurrentTransposed, 0, h, y, 0, y.count);
      return;
    }
    fetchSymbols(block, t);
    if (block.symbols().same(t)) {
      kernels.multiplyFrom(symbolStart, symbols[0] * y.count, recurrentTransposed, h, y);
    } else {
      kernels.lookUpColumns(symbols, tableByUnit, y);
      kernels.multiplyAdd(recurrentTransposed, 0, h, y, 0, y.count);
    }
  }

  /** Only the first one where all are the same. */
  private void fetchSymbols(ColumnBlock block, int t) {
    byte[] data = block.symbols().data();
    int from = block.symbols().at(t);
    int n = block.symbols().same(t) ? 1 : block.count();
    for (int c = 0; c < n; c++) {
      symbols[c] = data[from + c] & 0xff;
    }
  }

  private void fetchChannels(ColumnBlock block, int t) {
    int nin = block.batch().nin();
    float[] inputs = block.batch().channels();
    int from = t * block.batch().sequences() + block.first();
    for (int i = 0; i < nin; i++) {
      int row = i * channels.stride;
      for (int c = 0; c < block.count(); c++) {
        channels.data[row + c] = inputs[(from + c) * nin + i];
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
