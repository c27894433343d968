package org.throughtime.model.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Many floats at a time with the Vector API; the only class that imports it.
 *
 * <p>The species is a constant of the class, because the compiler makes vector instructions only of
 * a species it can see; the width is therefore chosen once per JVM, by {@link KernelProvider}.
 * Methods are small on purpose: past a certain size the compiler stops inlining and boxes every
 * vector.
 */
final class VectorKernels implements Kernels {
  private static final VectorSpecies<Float> S =
      switch (KernelProvider.vectorBits()) {
        case 128 -> FloatVector.SPECIES_128;
        case 256 -> FloatVector.SPECIES_256;
        case 512 -> FloatVector.SPECIES_512;
        default -> FloatVector.SPECIES_PREFERRED;
      };

  private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);

  private static final int LANES = S.length();
  private static final int TILE_ROWS = 5;

  /** Whether tiles of 20 sums are used: processors with vectors this wide have 32 registers. */
  private static final boolean WIDE_TILES = LANES == 16;

  private static final int ONE_BITS = 0x3f800000;
  private static final int SIGN_BIT = 0x80000000;
  private static final int MAGNITUDE_BITS = 0x7fffffff;

  private static final IntVector EXP_MOST_BITS =
      IntVector.broadcast(INTS, Float.floatToRawIntBits(Activations.EXP_MOST));
  private static final IntVector INFINITY_BITS = IntVector.broadcast(INTS, 0x7f800000);
  private static final IntVector TANH_MOST_BITS =
      IntVector.broadcast(INTS, Float.floatToRawIntBits(Activations.TANH_MOST));

  private static final FloatVector ONE = FloatVector.broadcast(S, 1f);
  private static final FloatVector TWO = FloatVector.broadcast(S, 2f);
  private static final FloatVector HALF = FloatVector.broadcast(S, 0.5f);
  private static final FloatVector E3 = FloatVector.broadcast(S, Activations.E3);
  private static final FloatVector E4 = FloatVector.broadcast(S, Activations.E4);
  private static final FloatVector E5 = FloatVector.broadcast(S, Activations.E5);
  private static final FloatVector E6 = FloatVector.broadcast(S, Activations.E6);
  private static final FloatVector LOG2_E = FloatVector.broadcast(S, Activations.LOG2_E);
  private static final FloatVector MINUS_HALF_LN_2 =
      FloatVector.broadcast(S, Activations.MINUS_HALF_LN_2);
  private static final FloatVector MINUS_LN_2_HIGH =
      FloatVector.broadcast(S, Activations.MINUS_LN_2_HIGH);
  private static final FloatVector MINUS_LN_2_LOW =
      FloatVector.broadcast(S, Activations.MINUS_LN_2_LOW);
  private static final FloatVector ROUNDER = FloatVector.broadcast(S, Activations.ROUNDER);
  private static final FloatVector T3 = FloatVector.broadcast(S, Activations.T3);
  private static final FloatVector T4 = FloatVector.broadcast(S, Activations.T4);
  private static final FloatVector T5 = FloatVector.broadcast(S, Activations.T5);
  private static final FloatVector T6 = FloatVector.broadcast(S, Activations.T6);
  private static final FloatVector TWO_LOG2_E = FloatVector.broadcast(S, Activations.TWO_LOG2_E);

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

  /** First column behind the last vector that holds an element. */
  private static int vectorEnd(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  @Override
  public void multiplyAdd(Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    int end = vectorEnd(w.columns);
    int tiled = rows - rows % TILE_ROWS;
    int c = 0;
    for (; WIDE_TILES && c + 4 * LANES <= end; c += 4 * LANES) {
      for (int r = 0; r < tiled; r += TILE_ROWS) {
        multiply5x4(
            x.data,
            (fromX + r) * x.stride,
            x.stride,
            w.data,
            c,
            w.stride,
            w.count,
            y.data,
            (fromY + r) * y.stride + c,
            y.stride);
      }
    }
    for (; c + 2 * LANES <= end; c += 2 * LANES) {
      for (int r = 0; r < tiled; r += TILE_ROWS) {
        multiply5x2(
            x.data,
            (fromX + r) * x.stride,
            x.stride,
            w.data,
            c,
            w.stride,
            w.count,
            y.data,
            (fromY + r) * y.stride + c,
            y.stride);
      }
    }
    if (c < end) {
      for (int r = 0; r < tiled; r += TILE_ROWS) {
        multiply5x1(
            x.data,
            (fromX + r) * x.stride,
            x.stride,
            w.data,
            c,
            w.stride,
            w.count,
            y.data,
            (fromY + r) * y.stride + c,
            y.stride);
      }
    }
    for (int r = tiled; r < rows; r++) {
      c = 0;
      for (; c + 4 * LANES <= end; c += 4 * LANES) {
        multiply1x4(
            x.data,
            (fromX + r) * x.stride,
            w.data,
            c,
            w.stride,
            w.count,
            y.data,
            (fromY + r) * y.stride + c);
      }
      for (; c < end; c += LANES) {
        multiply1x1(
            x.data,
            (fromX + r) * x.stride,
            w.data,
            c,
            w.stride,
            w.count,
            y.data,
            (fromY + r) * y.stride + c);
      }
    }
  }

  private static void multiply5x4(
      float[] x, int x0, int xs, float[] w, int w0, int ws, int depth, float[] y, int y0, int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    FloatVector a0 = FloatVector.fromArray(S, y, y0);
    FloatVector b0 = FloatVector.fromArray(S, y, y0 + LANES);
    FloatVector c0 = FloatVector.fromArray(S, y, y0 + 2 * LANES);
    FloatVector d0 = FloatVector.fromArray(S, y, y0 + 3 * LANES);
    FloatVector a1 = FloatVector.fromArray(S, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(S, y, y0 + ys + LANES);
    FloatVector c1 = FloatVector.fromArray(S, y, y0 + ys + 2 * LANES);
    FloatVector d1 = FloatVector.fromArray(S, y, y0 + ys + 3 * LANES);
    FloatVector a2 = FloatVector.fromArray(S, y, y0 + 2 * ys);
    FloatVector b2 = FloatVector.fromArray(S, y, y0 + 2 * ys + LANES);
    FloatVector c2 = FloatVector.fromArray(S, y, y0 + 2 * ys + 2 * LANES);
    FloatVector d2 = FloatVector.fromArray(S, y, y0 + 2 * ys + 3 * LANES);
    FloatVector a3 = FloatVector.fromArray(S, y, y0 + 3 * ys);
    FloatVector b3 = FloatVector.fromArray(S, y, y0 + 3 * ys + LANES);
    FloatVector c3 = FloatVector.fromArray(S, y, y0 + 3 * ys + 2 * LANES);
    FloatVector d3 = FloatVector.fromArray(S, y, y0 + 3 * ys + 3 * LANES);
    FloatVector a4 = FloatVector.fromArray(S, y, y0 + 4 * ys);
    FloatVector b4 = FloatVector.fromArray(S, y, y0 + 4 * ys + LANES);
    FloatVector c4 = FloatVector.fromArray(S, y, y0 + 4 * ys + 2 * LANES);
    FloatVector d4 = FloatVector.fromArray(S, y, y0 + 4 * ys + 3 * LANES);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector wb = FloatVector.fromArray(S, w, wk + LANES);
      FloatVector wc = FloatVector.fromArray(S, w, wk + 2 * LANES);
      FloatVector wd = FloatVector.fromArray(S, w, wk + 3 * LANES);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a0 = v.fma(wa, a0);
      b0 = v.fma(wb, b0);
      c0 = v.fma(wc, c0);
      d0 = v.fma(wd, d0);
      v = FloatVector.broadcast(S, x[x1 + k]);
      a1 = v.fma(wa, a1);
      b1 = v.fma(wb, b1);
      c1 = v.fma(wc, c1);
      d1 = v.fma(wd, d1);
      v = FloatVector.broadcast(S, x[x2 + k]);
      a2 = v.fma(wa, a2);
      b2 = v.fma(wb, b2);
      c2 = v.fma(wc, c2);
      d2 = v.fma(wd, d2);
      v = FloatVector.broadcast(S, x[x3 + k]);
      a3 = v.fma(wa, a3);
      b3 = v.fma(wb, b3);
      c3 = v.fma(wc, c3);
      d3 = v.fma(wd, d3);
      v = FloatVector.broadcast(S, x[x4 + k]);
      a4 = v.fma(wa, a4);
      b4 = v.fma(wb, b4);
      c4 = v.fma(wc, c4);
      d4 = v.fma(wd, d4);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + LANES);
    c0.intoArray(y, y0 + 2 * LANES);
    d0.intoArray(y, y0 + 3 * LANES);
    a1.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + LANES);
    c1.intoArray(y, y0 + ys + 2 * LANES);
    d1.intoArray(y, y0 + ys + 3 * LANES);
    a2.intoArray(y, y0 + 2 * ys);
    b2.intoArray(y, y0 + 2 * ys + LANES);
    c2.intoArray(y, y0 + 2 * ys + 2 * LANES);
    d2.intoArray(y, y0 + 2 * ys + 3 * LANES);
    a3.intoArray(y, y0 + 3 * ys);
    b3.intoArray(y, y0 + 3 * ys + LANES);
    c3.intoArray(y, y0 + 3 * ys + 2 * LANES);
    d3.intoArray(y, y0 + 3 * ys + 3 * LANES);
    a4.intoArray(y, y0 + 4 * ys);
    b4.intoArray(y, y0 + 4 * ys + LANES);
    c4.intoArray(y, y0 + 4 * ys + 2 * LANES);
    d4.intoArray(y, y0 + 4 * ys + 3 * LANES);
  }

  private static void multiply5x2(
      float[] x, int x0, int xs, float[] w, int w0, int ws, int depth, float[] y, int y0, int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    FloatVector a0 = FloatVector.fromArray(S, y, y0);
    FloatVector b0 = FloatVector.fromArray(S, y, y0 + LANES);
    FloatVector a1 = FloatVector.fromArray(S, y, y0 + ys);
    FloatVector b1 = FloatVector.fromArray(S, y, y0 + ys + LANES);
    FloatVector a2 = FloatVector.fromArray(S, y, y0 + 2 * ys);
    FloatVector b2 = FloatVector.fromArray(S, y, y0 + 2 * ys + LANES);
    FloatVector a3 = FloatVector.fromArray(S, y, y0 + 3 * ys);
    FloatVector b3 = FloatVector.fromArray(S, y, y0 + 3 * ys + LANES);
    FloatVector a4 = FloatVector.fromArray(S, y, y0 + 4 * ys);
    FloatVector b4 = FloatVector.fromArray(S, y, y0 + 4 * ys + LANES);
    for (int k = 0; k < depth; k++) {
      FloatVector wa = FloatVector.fromArray(S, w, w0 + k * ws);
      FloatVector wb = FloatVector.fromArray(S, w, w0 + k * ws + LANES);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a0 = v.fma(wa, a0);
      b0 = v.fma(wb, b0);
      v = FloatVector.broadcast(S, x[x1 + k]);
      a1 = v.fma(wa, a1);
      b1 = v.fma(wb, b1);
      v = FloatVector.broadcast(S, x[x2 + k]);
      a2 = v.fma(wa, a2);
      b2 = v.fma(wb, b2);
      v = FloatVector.broadcast(S, x[x3 + k]);
      a3 = v.fma(wa, a3);
      b3 = v.fma(wb, b3);
      v = FloatVector.broadcast(S, x[x4 + k]);
      a4 = v.fma(wa, a4);
      b4 = v.fma(wb, b4);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + LANES);
    a1.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + LANES);
    a2.intoArray(y, y0 + 2 * ys);
    b2.intoArray(y, y0 + 2 * ys + LANES);
    a3.intoArray(y, y0 + 3 * ys);
    b3.intoArray(y, y0 + 3 * ys + LANES);
    a4.intoArray(y, y0 + 4 * ys);
    b4.intoArray(y, y0 + 4 * ys + LANES);
  }

  private static void multiply5x1(
      float[] x, int x0, int xs, float[] w, int w0, int ws, int depth, float[] y, int y0, int ys) {
    FloatVector a0 = FloatVector.fromArray(S, y, y0);
    FloatVector a1 = FloatVector.fromArray(S, y, y0 + ys);
    FloatVector a2 = FloatVector.fromArray(S, y, y0 + 2 * ys);
    FloatVector a3 = FloatVector.fromArray(S, y, y0 + 3 * ys);
    FloatVector a4 = FloatVector.fromArray(S, y, y0 + 4 * ys);
    for (int k = 0; k < depth; k++) {
      FloatVector v = FloatVector.fromArray(S, w, w0 + k * ws);
      a0 = v.fma(FloatVector.broadcast(S, x[x0 + k]), a0);
      a1 = v.fma(FloatVector.broadcast(S, x[x0 + xs + k]), a1);
      a2 = v.fma(FloatVector.broadcast(S, x[x0 + 2 * xs + k]), a2);
      a3 = v.fma(FloatVector.broadcast(S, x[x0 + 3 * xs + k]), a3);
      a4 = v.fma(FloatVector.broadcast(S, x[x0 + 4 * xs + k]), a4);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + ys);
    a2.intoArray(y, y0 + 2 * ys);
    a3.intoArray(y, y0 + 3 * ys);
    a4.intoArray(y, y0 + 4 * ys);
  }

  private static void multiply1x4(
      float[] x, int x0, float[] w, int w0, int ws, int depth, float[] y, int y0) {
    FloatVector a = FloatVector.fromArray(S, y, y0);
    FloatVector b = FloatVector.fromArray(S, y, y0 + LANES);
    FloatVector c = FloatVector.fromArray(S, y, y0 + 2 * LANES);
    FloatVector d = FloatVector.fromArray(S, y, y0 + 3 * LANES);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a = v.fma(FloatVector.fromArray(S, w, wk), a);
      b = v.fma(FloatVector.fromArray(S, w, wk + LANES), b);
      c = v.fma(FloatVector.fromArray(S, w, wk + 2 * LANES), c);
      d = v.fma(FloatVector.fromArray(S, w, wk + 3 * LANES), d);
    }
    a.intoArray(y, y0);
    b.intoArray(y, y0 + LANES);
    c.intoArray(y, y0 + 2 * LANES);
    d.intoArray(y, y0 + 3 * LANES);
  }

  private static void multiply1x1(
      float[] x, int x0, float[] w, int w0, int ws, int depth, float[] y, int y0) {
    FloatVector a = FloatVector.fromArray(S, y, y0);
    for (int k = 0; k < depth; k++) {
      a = FloatVector.broadcast(S, x[x0 + k]).fma(FloatVector.fromArray(S, w, w0 + k * ws), a);
    }
    a.intoArray(y, y0);
  }

  @Override
  public void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    int end = vectorEnd(w.columns);
    int tiled = w.count - w.count % TILE_ROWS;
    // Chunks of rows that stay in the first-level cache while every tile of w passes over them.
    int chunk = Math.max(16, 4096 / (x.stride + y.stride));
    for (int from = 0; from < rows; from += chunk) {
      int n = Math.min(chunk, rows - from);
      int x0 = (fromX + from) * x.stride;
      int y0 = (fromY + from) * y.stride;
      int c = 0;
      for (; c + 2 * LANES <= end; c += 2 * LANES) {
        for (int k = 0; k < tiled; k += TILE_ROWS) {
          outer5x2(
              x.data,
              x0 + k,
              x.stride,
              y.data,
              y0 + c,
              y.stride,
              n,
              w.data,
              k * w.stride + c,
              w.stride);
        }
      }
      for (; c < end; c += LANES) {
        for (int k = 0; k < tiled; k += TILE_ROWS) {
          outer5x1(
              x.data,
              x0 + k,
              x.stride,
              y.data,
              y0 + c,
              y.stride,
              n,
              w.data,
              k * w.stride + c,
              w.stride);
        }
      }
      for (int k = tiled; k < w.count; k++) {
        for (c = 0; c < end; c += LANES) {
          outer1x1(x.data, x0 + k, x.stride, y.data, y0 + c, y.stride, n, w.data, k * w.stride + c);
        }
      }
    }
  }

  private static void outer5x2(
      float[] x, int x0, int xs, float[] y, int y0, int ys, int rows, float[] w, int w0, int ws) {
    FloatVector a0 = FloatVector.fromArray(S, w, w0);
    FloatVector b0 = FloatVector.fromArray(S, w, w0 + LANES);
    FloatVector a1 = FloatVector.fromArray(S, w, w0 + ws);
    FloatVector b1 = FloatVector.fromArray(S, w, w0 + ws + LANES);
    FloatVector a2 = FloatVector.fromArray(S, w, w0 + 2 * ws);
    FloatVector b2 = FloatVector.fromArray(S, w, w0 + 2 * ws + LANES);
    FloatVector a3 = FloatVector.fromArray(S, w, w0 + 3 * ws);
    FloatVector b3 = FloatVector.fromArray(S, w, w0 + 3 * ws + LANES);
    FloatVector a4 = FloatVector.fromArray(S, w, w0 + 4 * ws);
    FloatVector b4 = FloatVector.fromArray(S, w, w0 + 4 * ws + LANES);
    for (int r = 0; r < rows; r++) {
      FloatVector ya = FloatVector.fromArray(S, y, y0 + r * ys);
      FloatVector yb = FloatVector.fromArray(S, y, y0 + r * ys + LANES);
      int xr = x0 + r * xs;
      FloatVector v = FloatVector.broadcast(S, x[xr]);
      a0 = v.fma(ya, a0);
      b0 = v.fma(yb, b0);
      v = FloatVector.broadcast(S, x[xr + 1]);
      a1 = v.fma(ya, a1);
      b1 = v.fma(yb, b1);
      v = FloatVector.broadcast(S, x[xr + 2]);
      a2 = v.fma(ya, a2);
      b2 = v.fma(yb, b2);
      v = FloatVector.broadcast(S, x[xr + 3]);
      a3 = v.fma(ya, a3);
      b3 = v.fma(yb, b3);
      v = FloatVector.broadcast(S, x[xr + 4]);
      a4 = v.fma(ya, a4);
      b4 = v.fma(yb, b4);
    }
    a0.intoArray(w, w0);
    b0.intoArray(w, w0 + LANES);
    a1.intoArray(w, w0 + ws);
    b1.intoArray(w, w0 + ws + LANES);
    a2.intoArray(w, w0 + 2 * ws);
    b2.intoArray(w, w0 + 2 * ws + LANES);
    a3.intoArray(w, w0 + 3 * ws);
    b3.intoArray(w, w0 + 3 * ws + LANES);
    a4.intoArray(w, w0 + 4 * ws);
    b4.intoArray(w, w0 + 4 * ws + LANES);
  }

  private static void outer5x1(
      float[] x, int x0, int xs, float[] y, int y0, int ys, int rows, float[] w, int w0, int ws) {
    FloatVector a0 = FloatVector.fromArray(S, w, w0);
    FloatVector a1 = FloatVector.fromArray(S, w, w0 + ws);
    FloatVector a2 = FloatVector.fromArray(S, w, w0 + 2 * ws);
    FloatVector a3 = FloatVector.fromArray(S, w, w0 + 3 * ws);
    FloatVector a4 = FloatVector.fromArray(S, w, w0 + 4 * ws);
    for (int r = 0; r < rows; r++) {
      FloatVector v = FloatVector.fromArray(S, y, y0 + r * ys);
      int xr = x0 + r * xs;
      a0 = v.fma(FloatVector.broadcast(S, x[xr]), a0);
      a1 = v.fma(FloatVector.broadcast(S, x[xr + 1]), a1);
      a2 = v.fma(FloatVector.broadcast(S, x[xr + 2]), a2);
      a3 = v.fma(FloatVector.broadcast(S, x[xr + 3]), a3);
      a4 = v.fma(FloatVector.broadcast(S, x[xr + 4]), a4);
    }
    a0.intoArray(w, w0);
    a1.intoArray(w, w0 + ws);
    a2.intoArray(w, w0 + 2 * ws);
    a3.intoArray(w, w0 + 3 * ws);
    a4.intoArray(w, w0 + 4 * ws);
  }

  private static void outer1x1(
      float[] x, int x0, int xs, float[] y, int y0, int ys, int rows, float[] w, int w0) {
    FloatVector a = FloatVector.fromArray(S, w, w0);
    for (int r = 0; r < rows; r++) {
      a = FloatVector.broadcast(S, x[x0 + r * xs]).fma(FloatVector.fromArray(S, y, y0 + r * ys), a);
    }
    a.intoArray(w, w0);
  }

  @Override
  public void tanh(Rows x, int from, int rows) {
    int end = vectorEnd(x.columns);
    if (end == x.stride) {
      tanh(x.data, from * end, (from + rows) * end);
      return;
    }
    for (int r = from; r < from + rows; r++) {
      tanh(x.data, r * x.stride, r * x.stride + end);
    }
  }

  @Override
  public void sigmoid(Rows x, int from, int rows) {
    int end = vectorEnd(x.columns);
    if (end == x.stride) {
      sigmoid(x.data, from * end, (from + rows) * end);
      return;
    }
    for (int r = from; r < from + rows; r++) {
      sigmoid(x.data, r * x.stride, r * x.stride + end);
    }
  }

  @Override
  public void columnLargest(Rows x, int columns, float[] largest, float[] row) {
    int end = vectorEnd(columns);
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
  public void columnExpSums(Rows x, int columns, float[] shift, float[] sums) {
    Arrays.fill(sums, 0, vectorEnd(columns), 0f);
    for (int r = 0; r < x.count; r++) {
      expAndSum(x.data, r * x.stride, columns, shift, sums);
    }
  }

  // The activations stand whole in one loop each, and no helper of ours is called with a vector or
  // for one: past a certain size the compiler inlines the Vector API's own methods alone, and a
  // vector that crosses a call is an object, in a loop that runs twenty times slower.
  //
  // Magnitudes are compared as integers, since Java 17 makes several instructions of every mask of
  // a comparison. What that does to a NaN, whose bits lie above infinity's, is undone at the end:
  // the bits of the result are set.

  private static void tanh(float[] x, int from, int end) {
    for (int i = from; i < end; i += LANES) {
      IntVector v = FloatVector.fromArray(S, x, i).reinterpretAsInts();
      IntVector magnitude = v.and(MAGNITUDE_BITS);
      IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(VectorOperators.ASHR, 31);
      FloatVector a = magnitude.min(TANH_MOST_BITS).reinterpretAsFloats();
      FloatVector t = a.fma(TWO_LOG2_E, ROUNDER);
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(MINUS_HALF_LN_2, a);
      FloatVector p = T6.fma(r, T5);
      p = p.fma(r, T4);
      p = p.fma(r, T3);
      p = p.fma(r, TWO);
      p = p.fma(r, TWO);
      p = p.mul(r);
      IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector scale = exponent.add(ONE_BITS).reinterpretAsFloats();
      FloatVector expm1 = scale.fma(p, scale.sub(ONE));
      FloatVector y = expm1.div(expm1.add(TWO));
      IntVector sign = v.and(SIGN_BIT);
      y.reinterpretAsInts().or(sign).or(nan).reinterpretAsFloats().intoArray(x, i);
    }
  }

  /** {@code x = exp(x - shift)} and {@code sums += x}, element by element. */
  private static void expAndSum(float[] x, int from, int count, float[] shift, float[] sums) {
    for (int i = 0; i < count; i += LANES) {
      IntVector d =
          FloatVector.fromArray(S, x, from + i)
              .sub(FloatVector.fromArray(S, shift, i))
              .reinterpretAsInts();
      IntVector magnitude = d.and(MAGNITUDE_BITS);
      IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(VectorOperators.ASHR, 31);
      IntVector sign = d.and(SIGN_BIT);
      FloatVector v = magnitude.min(EXP_MOST_BITS).or(sign).reinterpretAsFloats();
      FloatVector t = v.fma(LOG2_E, ROUNDER);
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(MINUS_LN_2_HIGH, v);
      r = n.fma(MINUS_LN_2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4);
      p = p.fma(r, E3);
      p = p.fma(r, HALF);
      p = p.fma(r, ONE);
      p = p.fma(r, ONE);
      IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      IntVector bits = p.mul(exponent.add(ONE_BITS).reinterpretAsFloats()).reinterpretAsInts();
      FloatVector e = bits.or(nan).reinterpretAsFloats();
      e.intoArray(x, from + i);
      FloatVector.fromArray(S, sums, i).add(e).intoArray(sums, i);
    }
  }

  /** {@code x = 1 / (1 + exp(-x))}. */
  private static void sigmoid(float[] x, int from, int end) {
    for (int i = from; i < end; i += LANES) {
      IntVector d = FloatVector.fromArray(S, x, i).reinterpretAsInts();
      IntVector magnitude = d.and(MAGNITUDE_BITS);
      IntVector nan = INFINITY_BITS.sub(magnitude).lanewise(VectorOperators.ASHR, 31);
      IntVector minusSign = d.not().and(SIGN_BIT);
      FloatVector v = magnitude.min(EXP_MOST_BITS).or(minusSign).reinterpretAsFloats();
      FloatVector t = v.fma(LOG2_E, ROUNDER);
      FloatVector n = t.sub(ROUNDER);
      FloatVector r = n.fma(MINUS_LN_2_HIGH, v);
      r = n.fma(MINUS_LN_2_LOW, r);
      FloatVector p = E6.fma(r, E5);
      p = p.fma(r, E4);
      p = p.fma(r, E3);
      p = p.fma(r, HALF);
      p = p.fma(r, ONE);
      p = p.fma(r, ONE);
      IntVector exponent = t.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      FloatVector e = p.mul(exponent.add(ONE_BITS).reinterpretAsFloats());
      FloatVector y = ONE.div(e.add(ONE));
      y.reinterpretAsInts().or(nan).reinterpretAsFloats().intoArray(x, i);
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
    int end = vectorEnd(table.columns);
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
    int end = vectorEnd(y.columns);
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
    IntVector lanes = IntVector.fromArray(INTS, symbols, column);
    for (int j = 0; j < rows; j++) {
      lanes
          .selectFrom(FloatVector.fromArray(S, table, j * stride).reinterpretAsInts())
          .reinterpretAsFloats()
          .intoArray(y, column + j * strideY);
    }
  }

  @Override
  public void fillRows(Rows values, Rows y) {
    int end = vectorEnd(y.columns);
    for (int j = 0; j < y.count; j++) {
      FloatVector v = FloatVector.broadcast(S, values.data[j]);
      for (int c = j * y.stride; c < j * y.stride + end; c += LANES) {
        v.intoArray(y.data, c);
      }
    }
  }

  @Override
  public void repeat(Rows row, Rows y, int fromY, int rows) {
    int end = vectorEnd(row.columns);
    for (int c = 0; c < end; c += LANES) {
      FloatVector v = FloatVector.fromArray(S, row.data, c);
      for (int i = fromY; i < fromY + rows; i++) {
        v.intoArray(y.data, i * y.stride + c);
      }
    }
  }

  @Override
  public void affine(float[] x, int first, Rows w, Rows bias, Rows y, int fromY, int rows) {
    int end = vectorEnd(w.columns);
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
    int end = vectorEnd(w.columns);
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
    int end = vectorEnd(w.columns);
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
    int end = vectorEnd(x.columns);
    for (int i = 0; i < rows; i++) {
      int o = (from + i) * x.stride;
      FloatVector factor = FloatVector.broadcast(S, factors[i]);
      for (int c = 0; c < end; c += LANES) {
        FloatVector.fromArray(S, x.data, o + c).mul(factor).intoArray(x.data, o + c);
      }
    }
  }
}
