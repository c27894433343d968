package org.throughtime.model.kernel;

import java.util.Arrays;

/** One float at a time: simple to read, and the reference for the vector kernels. */
final class ScalarKernels extends ComposedKernels {
  ScalarKernels() {
    super("scalar", new ScalarUpdates(), new ScalarGradients());
  }

  @Override
  public void multiplyAdd(Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < w.count; k++) {
        addTimes(x.data[(fromX + i) * x.stride + k], w, k, y, fromY + i, w.columns);
      }
    }
  }

  /** {@code y = fma(a, x, y)} for the first elements of one row of x and one of y. */
  private static void addTimes(float a, Rows x, int rowX, Rows y, int rowY, int columns) {
    int xo = rowX * x.stride;
    int yo = rowY * y.stride;
    for (int j = 0; j < columns; j++) {
      y.data[yo + j] = Math.fma(a, x.data[xo + j], y.data[yo + j]);
    }
  }

  @Override
  public void multiplyFrom(Rows start, int first, Rows x, Rows w, Rows y) {
    for (int j = 0; j < y.count; j++) {
      float value = start.data[(first + j) * start.stride];
      Arrays.fill(y.data, j * y.stride, j * y.stride + y.columns, value);
    }
    multiplyAdd(x, 0, w, y, 0, y.count);
  }

  @Override
  public void multiplyFromRow(
      Rows start, int row, Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    repeat(start, row, y, fromY, rows);
    multiplyAdd(x, fromX, w, y, fromY, rows);
  }

  private static void repeat(Rows x, int row, Rows y, int fromY, int rows) {
    for (int i = fromY; i < fromY + rows; i++) {
      System.arraycopy(x.data, row * x.stride, y.data, i * y.stride, y.columns);
    }
  }

  @Override
  public void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < w.count; k++) {
        addTimes(x.data[(fromX + r) * x.stride + k], y, fromY + r, w, k, w.columns);
      }
    }
  }

  @Override
  public void tanh(Rows x, int from, int rows) {
    for (int i = from * x.stride; i < (from + rows) * x.stride; i++) {
      x.data[i] = Activations.tanh(x.data[i]);
    }
  }

  @Override
  public void sigmoid(Rows x, int from, int rows) {
    for (int i = from * x.stride; i < (from + rows) * x.stride; i++) {
      x.data[i] = Activations.sigmoid(x.data[i]);
    }
  }

  @Override
  public void relu(Rows x, int from, int rows) {
    for (int i = from * x.stride; i < (from + rows) * x.stride; i++) {
      x.data[i] = Math.max(x.data[i], 0f);
    }
  }

  @Override
  public void columnLargest(Rows x, int columns, float[] largest, float[] row) {
    for (int c = 0; c < columns; c++) {
      float most = x.data[c];
      float at = 0;
      for (int r = 1; r < x.count; r++) {
        float v = x.data[r * x.stride + c];
        at = v > most ? r : at;
        most = v > most ? v : most;
      }
      largest[c] = most;
      row[c] = at;
    }
  }

  @Override
  public void columnExpSums(Rows x, int columns, float[] shift, float[] sums) {
    for (int c = 0; c < columns; c++) {
      float sum = 0;
      for (int r = 0; r < x.count; r++) {
        int at = r * x.stride + c;
        x.data[at] = Activations.exp(x.data[at] - shift[c]);
        sum += x.data[at];
      }
      sums[c] = sum;
    }
  }

  @Override
  public void lookUp(byte[] symbols, int first, Rows table, Rows y, int fromY, int rows) {
    for (int i = 0; i < rows; i++) {
      int symbol = symbols[first + i] & 0xff;
      System.arraycopy(
          table.data, symbol * table.stride, y.data, (fromY + i) * y.stride, table.stride);
    }
  }

  @Override
  public void lookUpColumns(int[] symbols, Rows table, Rows y) {
    for (int j = 0; j < y.count; j++) {
      for (int c = 0; c < y.columns; c++) {
        y.data[j * y.stride + c] = table.data[j * table.stride + symbols[c]];
      }
    }
  }

  @Override
  public void affine(float[] x, int first, Rows w, Rows bias, Rows y, int fromY, int rows) {
    repeat(bias, 0, y, fromY, rows);
    for (int i = 0; i < rows; i++) {
      for (int k = 0; k < w.count; k++) {
        addTimes(x[(first + i) * w.count + k], w, k, y, fromY + i, w.columns);
      }
    }
  }

  @Override
  public void scatterAdd(byte[] symbols, int first, Rows x, int from, int rows, Rows w) {
    for (int i = 0; i < rows; i++) {
      add(x, from + i, w, symbols[first + i] & 0xff);
    }
  }

  @Override
  public void sumAdd(Rows x, int from, int rows, Rows w) {
    for (int i = 0; i < rows; i++) {
      add(x, from + i, w, 0);
    }
  }

  private static void add(Rows x, int row, Rows w, int rowW) {
    int xo = row * x.stride;
    int wo = rowW * w.stride;
    for (int c = 0; c < w.columns; c++) {
      w.data[wo + c] += x.data[xo + c];
    }
  }

  @Override
  public void scale(Rows x, int from, float[] factors, int rows) {
    for (int i = 0; i < rows; i++) {
      int xo = (from + i) * x.stride;
      for (int c = 0; c < x.columns; c++) {
        x.data[xo + c] *= factors[i];
      }
    }
  }

  @Override
  public void add(Rows x, int fromX, Rows y, int fromY, int rows) {
    int xo = fromX * x.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i++) {
      y.data[yo + i] += x.data[xo + i];
    }
  }

  @Override
  public void multiply(Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows) {
    int ao = fromA * a.stride;
    int bo = fromB * b.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i++) {
      y.data[yo + i] = a.data[ao + i] * b.data[bo + i];
    }
  }

  @Override
  public void multiplyAddElements(
      Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows) {
    int ao = fromA * a.stride;
    int bo = fromB * b.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i++) {
      y.data[yo + i] = Math.fma(a.data[ao + i], b.data[bo + i], y.data[yo + i]);
    }
  }

  @Override
  public void interpolate(
      Rows z, Rows c, int from, Rows h, int fromH, Rows y, int fromY, int rows) {
    int zo = from * z.stride;
    int ho = fromH * h.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i++) {
      float v = h.data[ho + i];
      y.data[yo + i] = Math.fma(z.data[zo + i], c.data[zo + i] - v, v);
    }
  }

  @Override
  public void addWindows(float[] x, int[] windows, float factor, Rows y, int fromY, int rows) {
    for (int i = 0; i < rows; i++) {
      int at = (fromY + i) * y.stride;
      for (int j = 0; j < y.stride; j++) {
        y.data[at + j] = Math.fma(factor, x[windows[i] + j], y.data[at + j]);
      }
    }
  }

  @Override
  public void squares(Rows x, int from, int rows, float[] squares) {
    float[] lanes = new float[Rows.PAD];
    for (int i = 0; i < rows; i++) {
      Arrays.fill(lanes, 0f);
      int start = (from + i) * x.stride;
      for (int c = 0; c < x.columns; c++) {
        float v = x.data[start + c];
        lanes[c % Rows.PAD] = Math.fma(v, v, lanes[c % Rows.PAD]);
      }
      float sum = lanes[0];
      for (int l = 1; l < Rows.PAD; l++) {
        sum += lanes[l];
      }
      squares[i] = sum;
    }
  }
}
