package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Many floats at a time with the Vector API.
 *
 * <p>Methods are small on purpose: past a certain size the compiler stops inlining and boxes every
 * vector.
 */
final class VectorKernels extends ComposedKernels {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final FloatVector ZERO = FloatVector.zero(S);

  VectorKernels() {
    super("vector-" + S.vectorBitSize(), new VectorUpdates(), new VectorGradients());
    if (Rows.PAD % LANES != 0) {
      throw new IllegalStateException(
          "vectors of " + LANES + " floats do not divide rows padded to " + Rows.PAD);
    }
  }

  @Override
  public void multiplyAdd(Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    VectorProducts.multiplyAdd(x, fromX, w, y, fromY, rows);
  }

  @Override
  public void multiplyFrom(Rows start, int first, Rows x, Rows w, Rows y) {
    VectorProducts.multiplyFrom(start, first, x, w, y);
  }

  @Override
  public void multiplyFromRow(
      Rows start, int row, Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    VectorProducts.multiplyFromRow(start, row, x, fromX, w, y, fromY, rows);
  }

  @Override
  public void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    VectorProducts.outerAdd(x, fromX, y, fromY, rows, w);
  }

  @Override
  public void tanh(Rows x, int from, int rows) {
    VectorActivations.tanh(x, from, rows);
  }

  @Override
  public void sigmoid(Rows x, int from, int rows) {
    VectorActivations.sigmoid(x, from, rows);
  }

  @Override
  public void lookUp(byte[] symbols, int first, Rows table, Rows y, int fromY, int rows) {
    VectorInputs.lookUp(symbols, first, table, y, fromY, rows);
  }

  @Override
  public void lookUpColumns(int[] symbols, Rows table, Rows y) {
    VectorInputs.lookUpColumns(symbols, table, y);
  }

  @Override
  public void affine(float[] x, int first, Rows w, Rows bias, Rows y, int fromY, int rows) {
    VectorInputs.affine(x, first, w, bias, y, fromY, rows);
  }

  @Override
  public void scatterAdd(byte[] symbols, int first, Rows x, int from, int rows, Rows w) {
    VectorInputs.scatterAdd(symbols, first, x, from, rows, w);
  }

  @Override
  public void sumAdd(Rows x, int from, int rows, Rows w) {
    VectorInputs.sumAdd(x, from, rows, w);
  }

  @Override
  public void relu(Rows x, int from, int rows) {
    for (int i = from * x.stride; i < (from + rows) * x.stride; i += LANES) {
      FloatVector.fromArray(S, x.data, i).max(ZERO).intoArray(x.data, i);
    }
  }

  @Override
  public void columnExpSums(Rows x, int columns, float[] shift, float[] sums) {
    VectorActivations.columnExpSums(x, columns, shift, sums);
  }

  @Override
  public void columnLargest(Rows x, int columns, float[] largest, float[] row) {
    int end = VectorWidth.end(columns);
    System.arraycopy(x.data, 0, largest, 0, end);
    Arrays.fill(row, 0, end, 0f);
    for (int r = 1; r < x.count; r++) {
      takeLarger(x.data, r * x.stride, end, r, largest, row);
    }
  }

  /** No vector is carried to the next iteration: beside a mask, the compiler may box it. */
  private static void takeLarger(
      float[] x, int from, int count, float r, float[] largest, float[] row) {
    for (int i = 0; i < count; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, from + i);
      FloatVector most = FloatVector.fromArray(S, largest, i);
      VectorMask<Float> more = v.compare(VectorOperators.GT, most);
      most.blend(v, more).intoArray(largest, i);
      FloatVector.fromArray(S, row, i).blend(FloatVector.broadcast(S, r), more).intoArray(row, i);
    }
  }

  @Override
  public void add(Rows x, int fromX, Rows y, int fromY, int rows) {
    int xo = fromX * x.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i += LANES) {
      FloatVector.fromArray(S, y.data, yo + i)
          .add(FloatVector.fromArray(S, x.data, xo + i))
          .intoArray(y.data, yo + i);
    }
  }

  @Override
  public void multiply(Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows) {
    int ao = fromA * a.stride;
    int bo = fromB * b.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i += LANES) {
      FloatVector.fromArray(S, a.data, ao + i)
          .mul(FloatVector.fromArray(S, b.data, bo + i))
          .intoArray(y.data, yo + i);
    }
  }

  @Override
  public void multiplyAddElements(
      Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows) {
    int ao = fromA * a.stride;
    int bo = fromB * b.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i += LANES) {
      FloatVector.fromArray(S, a.data, ao + i)
          .fma(FloatVector.fromArray(S, b.data, bo + i), FloatVector.fromArray(S, y.data, yo + i))
          .intoArray(y.data, yo + i);
    }
  }

  @Override
  public void interpolate(
      Rows z, Rows c, int from, Rows h, int fromH, Rows y, int fromY, int rows) {
    int zo = from * z.stride;
    int ho = fromH * h.stride;
    int yo = fromY * y.stride;
    for (int i = 0; i < rows * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, ho + i);
      FloatVector.fromArray(S, z.data, zo + i)
          .fma(FloatVector.fromArray(S, c.data, zo + i).sub(v), v)
          .intoArray(y.data, yo + i);
    }
  }

  @Override
  public void addWindows(float[] x, int[] windows, float factor, Rows y, int fromY, int rows) {
    FloatVector f = FloatVector.broadcast(S, factor);
    for (int i = 0; i < rows; i++) {
      int at = (fromY + i) * y.stride;
      for (int j = 0; j < y.stride; j += LANES) {
        FloatVector v = FloatVector.fromArray(S, y.data, at + j);
        f.fma(FloatVector.fromArray(S, x, windows[i] + j), v).intoArray(y.data, at + j);
      }
    }
  }

  @Override
  public void squares(Rows x, int from, int rows, float[] squares) {
    float[] lanes = new float[Rows.PAD];
    int whole = x.columns - x.columns % Rows.PAD;
    for (int i = 0; i < rows; i++) {
      int start = (from + i) * x.stride;
      for (int l = 0; l < Rows.PAD; l += LANES) {
        squareLanes(x.data, start + l, start + whole).intoArray(lanes, l);
      }
      for (int c = whole; c < x.columns; c++) {
        float v = x.data[start + c];
        lanes[c - whole] = Math.fma(v, v, lanes[c - whole]);
      }
      float sum = lanes[0];
      for (int l = 1; l < Rows.PAD; l++) {
        sum += lanes[l];
      }
      squares[i] = sum;
    }
  }

  private static FloatVector squareLanes(float[] x, int from, int end) {
    FloatVector sum = FloatVector.zero(S);
    for (int i = from; i < end; i += Rows.PAD) {
      FloatVector v = FloatVector.fromArray(S, x, i);
      sum = v.fma(v, sum);
    }
    return sum;
  }

  @Override
  public void scale(Rows x, int from, float[] factors, int rows) {
    int end = VectorWidth.end(x.columns);
    for (int i = 0; i < rows; i++) {
      int o = (from + i) * x.stride;
      FloatVector factor = FloatVector.broadcast(S, factors[i]);
      for (int c = 0; c < end; c += LANES) {
        FloatVector.fromArray(S, x.data, o + c).mul(factor).intoArray(x.data, o + c);
      }
    }
  }
}
