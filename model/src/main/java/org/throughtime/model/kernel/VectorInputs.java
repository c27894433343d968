package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops of a layer's input: rows picked by symbols, dense inputs and biases, and the gradients
 * of their weights.
 */
final class VectorInputs {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;

  private VectorInputs() {}

  /** See {@link Kernels#lookUp}. */
  static void lookUp(byte[] symbols, int first, Rows table, Rows y, int fromY, int rows) {
    int end = VectorWidth.end(table.columns);
    for (int i = 0; i < rows; i++) {
      int t = (symbols[first + i] & 0xff) * table.stride;
      int o = (fromY + i) * y.stride;
      for (int c = 0; c < end; c += LANES) {
        FloatVector.fromArray(S, table.data, t + c).intoArray(y.data, o + c);
      }
    }
  }

  /** See {@link Kernels#lookUpColumns}. */
  static void lookUpColumns(int[] symbols, Rows table, Rows y) {
    if (table.columns > LANES) {
      for (int j = 0; j < y.count; j++) {
        pick(symbols, table.data, j * table.stride, y.data, j * y.stride, y.columns);
      }
      return;
    }
    int end = VectorWidth.end(y.columns);
    for (int c = 0; c < end; c += LANES) {
      rearrange(symbols, c, table.data, table.stride, y.data, y.stride, y.count);
    }
  }

  private static void pick(
      int[] symbols, float[] table, int from, float[] y, int fromY, int columns) {
    for (int c = 0; c < columns; c++) {
      y[fromY + c] = table[from + symbols[c]];
    }
  }

  /** A row of the table is one vector, whose lanes are picked in every row the same way. */
  private static void rearrange(
      int[] symbols, int column, float[] table, int stride, float[] y, int strideY, int rows) {
    IntVector lanes = IntVector.fromArray(VectorWidth.INTS, symbols, column);
    for (int j = 0; j < rows; j++) {
      lanes
          .selectFrom(FloatVector.fromArray(S, table, j * stride).reinterpretAsInts())
          .reinterpretAsFloats()
          .intoArray(y, column + j * strideY);
    }
  }

  /** See {@link Kernels#affine}. */
  static void affine(float[] x, int first, Rows w, Rows bias, Rows y, int fromY, int rows) {
    int end = VectorWidth.end(w.columns);
    for (int i = 0; i < rows; i++) {
      int xo = (first + i) * w.count;
      int yo = (fromY + i) * y.stride;
      for (int c = 0; c < end; c += LANES) {
        FloatVector sum = FloatVector.fromArray(S, bias.data, c);
        for (int k = 0; k < w.count; k++) {
          sum =
              FloatVector.broadcast(S, x[xo + k])
                  .fma(FloatVector.fromArray(S, w.data, k * w.stride + c), sum);
        }
        sum.intoArray(y.data, yo + c);
      }
    }
  }

  /** See {@link Kernels#scatterAdd}. */
  static void scatterAdd(byte[] symbols, int first, Rows x, int from, int rows, Rows w) {
    int i = 0;
    while (i < rows) {
      int next = i + 1;
      while (next < rows && symbols[first + next] == symbols[first + i]) {
        next++;
      }
      addRows(x, from + i, next - i, w, symbols[first + i] & 0xff);
      i = next;
    }
  }

  /** See {@link Kernels#sumAdd}. */
  static void sumAdd(Rows x, int from, int rows, Rows w) {
    // As few rows at once as stay in the first-level cache: they are then read as they lie.
    int chunk = Math.max(8, 4096 / x.stride);
    for (int r = 0; r < rows; r += chunk) {
      addRows(x, from + r, Math.min(chunk, rows - r), w, 0);
    }
  }

  /** Adds rows of x to one of w, one after the other. The sum stays in a register. */
  private static void addRows(Rows x, int from, int rows, Rows w, int row) {
    int end = VectorWidth.end(w.columns);
    int o = row * w.stride;
    for (int c = 0; c < end; c += LANES) {
      FloatVector sum = FloatVector.fromArray(S, w.data, o + c);
      for (int i = from; i < from + rows; i++) {
        sum = sum.add(FloatVector.fromArray(S, x.data, i * x.stride + c));
      }
      sum.intoArray(w.data, o + c);
    }
  }
}
