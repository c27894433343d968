package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Many floats at a time with the Vector API.
 *
 * <p>Methods are small on purpose: past a certain size the compiler stops inlining and boxes every
 * vector.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;
  private static final FloatVector ONE = FloatVector.broadcast(S, 1f);
  private static final FloatVector MINUS_TWO = FloatVector.broadcast(S, -2f);
  private static final FloatVector ZERO = FloatVector.zero(S);

  VectorKernels() {
    if (Rows.PAD % LANES != 0) {
      throw new IllegalStateException(
          "vectors of " + LANES + " floats do not divide rows padded to " + Rows.PAD);
    }
  }

  @Override
  public String name() {
    return "vector-" + S.vectorBitSize();
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

  /** No vector goes from one turn to the next: with a mask about, the compiler may box those. */
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
  public void tanhGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(v.neg().fma(v, ONE)).intoArray(y.data, i);
    }
  }

  @Override
  public void sigmoidGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(v.mul(ONE.sub(v))).intoArray(y.data, i);
    }
  }

  @Override
  public void tanhCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(MINUS_TWO.mul(v)).intoArray(y.data, i);
    }
  }

  @Override
  public void sigmoidCurvature(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, h.data, i + shift);
      FloatVector.fromArray(S, d.data, i).mul(MINUS_TWO.fma(v, ONE)).intoArray(y.data, i);
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
  public void reluGradient(Rows d, Rows h, int fromH, Rows y, int from, int rows) {
    int shift = (fromH - from) * h.stride;
    for (int i = from * y.stride; i < (from + rows) * y.stride; i += LANES) {
      VectorMask<Float> off =
          FloatVector.fromArray(S, h.data, i + shift).compare(VectorOperators.LE, 0f);
      FloatVector.fromArray(S, d.data, i).blend(ZERO, off).intoArray(y.data, i);
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
  public void gateGradient(Rows d, Rows z, Rows c, Rows h, Rows dz, int from, int rows) {
    for (int i = from * d.stride; i < (from + rows) * d.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, z.data, i);
      FloatVector step =
          FloatVector.fromArray(S, d.data, i)
              .mul(FloatVector.fromArray(S, c.data, i).sub(FloatVector.fromArray(S, h.data, i)));
      step.mul(v.mul(ONE.sub(v))).intoArray(dz.data, i);
    }
  }

  @Override
  public void candidateGradient(Rows d, Rows z, Rows c, Rows dc, int from, int rows) {
    for (int i = from * d.stride; i < (from + rows) * d.stride; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, c.data, i);
      FloatVector.fromArray(S, d.data, i)
          .mul(FloatVector.fromArray(S, z.data, i))
          .mul(v.neg().fma(v, ONE))
          .intoArray(dc.data, i);
    }
  }

  @Override
  public void carryGradient(Rows d, Rows z, int from, Rows y, int fromY, int rows) {
    int shift = (fromY - from) * y.stride;
    for (int i = from * d.stride; i < (from + rows) * d.stride; i += LANES) {
      FloatVector keep = ONE.sub(FloatVector.fromArray(S, z.data, i));
      FloatVector.fromArray(S, d.data, i)
          .fma(keep, FloatVector.fromArray(S, y.data, i + shift))
          .intoArray(y.data, i + shift);
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
  public void descend(float[] w, float[] g, float rate) {
    FloatVector minus = FloatVector.broadcast(S, -rate);
    int end = w.length - w.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      minus.fma(FloatVector.fromArray(S, g, i), FloatVector.fromArray(S, w, i)).intoArray(w, i);
    }
    for (int i = end; i < w.length; i++) {
      w[i] = Math.fma(-rate, g[i], w[i]);
    }
  }

  @Override
  public void average(float[] y, float keep, float[] x, float share) {
    FloatVector kept = FloatVector.broadcast(S, keep);
    FloatVector shared = FloatVector.broadcast(S, share);
    int end = y.length - y.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      shared
          .fma(FloatVector.fromArray(S, x, i), kept.mul(FloatVector.fromArray(S, y, i)))
          .intoArray(y, i);
    }
    for (int i = end; i < y.length; i++) {
      y[i] = Math.fma(share, x[i], keep * y[i]);
    }
  }

  @Override
  public void averageSquares(float[] y, float keep, float[] x, float share) {
    FloatVector kept = FloatVector.broadcast(S, keep);
    FloatVector shared = FloatVector.broadcast(S, share);
    int end = y.length - y.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector v = FloatVector.fromArray(S, x, i);
      shared.mul(v).fma(v, kept.mul(FloatVector.fromArray(S, y, i))).intoArray(y, i);
    }
    for (int i = end; i < y.length; i++) {
      y[i] = Math.fma(share * x[i], x[i], keep * y[i]);
    }
  }

  @Override
  public void descendByRoot(
      float[] w, float[] m, float[] v, float rate, float scale, float epsilon) {
    FloatVector minus = FloatVector.broadcast(S, -rate);
    FloatVector scales = FloatVector.broadcast(S, scale);
    FloatVector added = FloatVector.broadcast(S, epsilon);
    int end = w.length - w.length % LANES;
    for (int i = 0; i < end; i += LANES) {
      FloatVector below = scales.fma(FloatVector.fromArray(S, v, i).sqrt(), added);
      minus
          .fma(FloatVector.fromArray(S, m, i).div(below), FloatVector.fromArray(S, w, i))
          .intoArray(w, i);
    }
    for (int i = end; i < w.length; i++) {
      float below = Math.fma(scale, (float) Math.sqrt(v[i]), epsilon);
      w[i] = Math.fma(-rate, m[i] / below, w[i]);
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
  public void lookUp(byte[] symbols, int first, Rows table, Rows y, int fromY, int rows) {
    int end = VectorWidth.end(table.columns);
    for (int i = 0; i < rows; i++) {
      int t = (symbols[first + i] & 0xff) * table.stride;
      int o = (fromY + i) * y.stride;
      for (int c = 0; c < end; c += LANES) {
        FloatVector.fromArray(S, table.data, t + c).intoArray(y.data, o + c);
      }
    }
  }

  @Override
  public void lookUpColumns(int[] symbols, Rows table, Rows y) {
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

  @Override
  public void repeat(Rows row, Rows y, int fromY, int rows) {
    int end = VectorWidth.end(row.columns);
    for (int c = 0; c < end; c += LANES) {
      FloatVector v = FloatVector.fromArray(S, row.data, c);
      for (int i = fromY; i < fromY + rows; i++) {
        v.intoArray(y.data, i * y.stride + c);
      }
    }
  }

  @Override
  public void affine(float[] x, int first, Rows w, Rows bias, Rows y, int fromY, int rows) {
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

  @Override
  public void scatterAdd(byte[] symbols, int first, Rows x, int from, int rows, Rows w) {
    int end = VectorWidth.end(w.columns);
    for (int i = 0; i < rows; i++) {
      int o = (symbols[first + i] & 0xff) * w.stride;
      int xo = (from + i) * x.stride;
      for (int c = 0; c < end; c += LANES) {
        FloatVector.fromArray(S, w.data, o + c)
            .add(FloatVector.fromArray(S, x.data, xo + c))
            .intoArray(w.data, o + c);
      }
    }
  }

  @Override
  public void sumAdd(Rows x, int from, int rows, Rows w) {
    int end = VectorWidth.end(w.columns);
    for (int c = 0; c < end; c += LANES) {
      FloatVector sum = FloatVector.fromArray(S, w.data, c);
      for (int i = from; i < from + rows; i++) {
        sum = sum.add(FloatVector.fromArray(S, x.data, i * x.stride + c));
      }
      sum.intoArray(w.data, c);
    }
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
