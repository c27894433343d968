package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two matrix products in tiles of sums that stay in registers: of 5 or 6 rows, and 2 vectors
 * wide, or 4 where a processor has 32 registers.
 *
 * <p>A tile is one method, with every sum a variable of its own: the compiler keeps those in
 * registers, and past a certain size of a method it would stop inlining the Vector API.
 */
final class VectorProducts {
  private static final VectorSpecies<Float> S = VectorWidth.FLOATS;

  /** Whether tiles are 4 vectors wide: processors with vectors this long have 32 registers. */
  private static final boolean WIDE = LANES == 16;

  private static final int OUTER_ROWS = 5;

  private VectorProducts() {}

  /** See {@link Kernels#multiplyAdd}. */
  static void multiplyAdd(Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    multiply(x, fromX, w, y, fromY, LANES, y, fromY, rows);
  }

  /** See {@link Kernels#multiplyFrom}. */
  static void multiplyFrom(Rows start, int first, Rows x, Rows w, Rows y) {
    multiply(x, 0, w, start, first, 0, y, 0, y.count);
  }

  /**
   * Rows of y from fromY on become those of f from fromF on, plus x w.
   *
   * @param fc floats from one vector of a row of f to the next: 0 where a row is one vector, which
   *     stands for all
   */
  private static void multiply(
      Rows x, int fromX, Rows w, Rows f, int fromF, int fc, Rows y, int fromY, int rows) {
    int end = VectorWidth.end(w.columns);
    int c = 0;
    for (; WIDE && c + 4 * LANES <= end; c += 4 * LANES) {
      stripe4(x, fromX, w, c, f, fromF, fc, y, fromY, rows);
    }
    for (; c + 2 * LANES <= end; c += 2 * LANES) {
      stripe2(x, fromX, w, c, f, fromF, fc, y, fromY, rows);
    }
    if (c < end) {
      stripe1(x, fromX, w, c, f, fromF, fc, y, fromY, rows);
    }
  }

  /** The most tiles of 6 rows that leave a multiple of 5, so that few rows are left alone. */
  private static int sixes(int rows) {
    int sixes = Math.min(rows % 5, rows / 6);
    return sixes + (rows - 6 * sixes) / 30 * 5;
  }

  /** Four vectors of columns from c on. */
  private static void stripe4(
      Rows x, int fromX, Rows w, int c, Rows f, int fromF, int fc, Rows y, int fromY, int rows) {
    int cf = fc == 0 ? 0 : c;
    int r = 0;
    for (int end = 6 * sixes(rows); r < end; r += 6) {
      tile6x4(
          x.data,
          (fromX + r) * x.stride,
          x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          f.stride,
          fc,
          y.data,
          (fromY + r) * y.stride + c,
          y.stride);
    }
    for (; r + 5 <= rows; r += 5) {
      tile5x4(
          x.data,
          (fromX + r) * x.stride,
          x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          f.stride,
          fc,
          y.data,
          (fromY + r) * y.stride + c,
          y.stride);
    }
    for (; r < rows; r++) {
      tile1x4(
          x.data,
          (fromX + r) * x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          fc,
          y.data,
          (fromY + r) * y.stride + c);
    }
  }

  /** Two vectors of columns from c on. */
  private static void stripe2(
      Rows x, int fromX, Rows w, int c, Rows f, int fromF, int fc, Rows y, int fromY, int rows) {
    int cf = fc == 0 ? 0 : c;
    int r = 0;
    for (int end = 6 * sixes(rows); r < end; r += 6) {
      tile6x2(
          x.data,
          (fromX + r) * x.stride,
          x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          f.stride,
          fc,
          y.data,
          (fromY + r) * y.stride + c,
          y.stride);
    }
    for (; r + 5 <= rows; r += 5) {
      tile5x2(
          x.data,
          (fromX + r) * x.stride,
          x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          f.stride,
          fc,
          y.data,
          (fromY + r) * y.stride + c,
          y.stride);
    }
    for (; r < rows; r++) {
      tile1x2(
          x.data,
          (fromX + r) * x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          fc,
          y.data,
          (fromY + r) * y.stride + c);
    }
  }

  /** One vector of columns from c on. */
  private static void stripe1(
      Rows x, int fromX, Rows w, int c, Rows f, int fromF, int fc, Rows y, int fromY, int rows) {
    int cf = fc == 0 ? 0 : c;
    int r = 0;
    for (int end = 6 * sixes(rows); r < end; r += 6) {
      tile6x1(
          x.data,
          (fromX + r) * x.stride,
          x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          f.stride,
          fc,
          y.data,
          (fromY + r) * y.stride + c,
          y.stride);
    }
    for (; r + 5 <= rows; r += 5) {
      tile5x1(
          x.data,
          (fromX + r) * x.stride,
          x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          f.stride,
          fc,
          y.data,
          (fromY + r) * y.stride + c,
          y.stride);
    }
    for (; r < rows; r++) {
      tile1x1(
          x.data,
          (fromX + r) * x.stride,
          w.data,
          c,
          w.stride,
          w.count,
          f.data,
          (fromF + r) * f.stride + cf,
          fc,
          y.data,
          (fromY + r) * y.stride + c);
    }
  }

  private static void tile6x4(
      float[] x,
      int x0,
      int xs,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fs,
      int fc,
      float[] y,
      int y0,
      int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    int x5 = x4 + xs;
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector b0 = FloatVector.fromArray(S, f, f0 + fc);
    FloatVector c0 = FloatVector.fromArray(S, f, f0 + 2 * fc);
    FloatVector d0 = FloatVector.fromArray(S, f, f0 + 3 * fc);
    FloatVector a1 = FloatVector.fromArray(S, f, f0 + fs);
    FloatVector b1 = FloatVector.fromArray(S, f, f0 + fs + fc);
    FloatVector c1 = FloatVector.fromArray(S, f, f0 + fs + 2 * fc);
    FloatVector d1 = FloatVector.fromArray(S, f, f0 + fs + 3 * fc);
    FloatVector a2 = FloatVector.fromArray(S, f, f0 + 2 * fs);
    FloatVector b2 = FloatVector.fromArray(S, f, f0 + 2 * fs + fc);
    FloatVector c2 = FloatVector.fromArray(S, f, f0 + 2 * fs + 2 * fc);
    FloatVector d2 = FloatVector.fromArray(S, f, f0 + 2 * fs + 3 * fc);
    FloatVector a3 = FloatVector.fromArray(S, f, f0 + 3 * fs);
    FloatVector b3 = FloatVector.fromArray(S, f, f0 + 3 * fs + fc);
    FloatVector c3 = FloatVector.fromArray(S, f, f0 + 3 * fs + 2 * fc);
    FloatVector d3 = FloatVector.fromArray(S, f, f0 + 3 * fs + 3 * fc);
    FloatVector a4 = FloatVector.fromArray(S, f, f0 + 4 * fs);
    FloatVector b4 = FloatVector.fromArray(S, f, f0 + 4 * fs + fc);
    FloatVector c4 = FloatVector.fromArray(S, f, f0 + 4 * fs + 2 * fc);
    FloatVector d4 = FloatVector.fromArray(S, f, f0 + 4 * fs + 3 * fc);
    FloatVector a5 = FloatVector.fromArray(S, f, f0 + 5 * fs);
    FloatVector b5 = FloatVector.fromArray(S, f, f0 + 5 * fs + fc);
    FloatVector c5 = FloatVector.fromArray(S, f, f0 + 5 * fs + 2 * fc);
    FloatVector d5 = FloatVector.fromArray(S, f, f0 + 5 * fs + 3 * fc);
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
      v = FloatVector.broadcast(S, x[x5 + k]);
      a5 = v.fma(wa, a5);
      b5 = v.fma(wb, b5);
      c5 = v.fma(wc, c5);
      d5 = v.fma(wd, d5);
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
    a5.intoArray(y, y0 + 5 * ys);
    b5.intoArray(y, y0 + 5 * ys + LANES);
    c5.intoArray(y, y0 + 5 * ys + 2 * LANES);
    d5.intoArray(y, y0 + 5 * ys + 3 * LANES);
  }

  private static void tile5x4(
      float[] x,
      int x0,
      int xs,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fs,
      int fc,
      float[] y,
      int y0,
      int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector b0 = FloatVector.fromArray(S, f, f0 + fc);
    FloatVector c0 = FloatVector.fromArray(S, f, f0 + 2 * fc);
    FloatVector d0 = FloatVector.fromArray(S, f, f0 + 3 * fc);
    FloatVector a1 = FloatVector.fromArray(S, f, f0 + fs);
    FloatVector b1 = FloatVector.fromArray(S, f, f0 + fs + fc);
    FloatVector c1 = FloatVector.fromArray(S, f, f0 + fs + 2 * fc);
    FloatVector d1 = FloatVector.fromArray(S, f, f0 + fs + 3 * fc);
    FloatVector a2 = FloatVector.fromArray(S, f, f0 + 2 * fs);
    FloatVector b2 = FloatVector.fromArray(S, f, f0 + 2 * fs + fc);
    FloatVector c2 = FloatVector.fromArray(S, f, f0 + 2 * fs + 2 * fc);
    FloatVector d2 = FloatVector.fromArray(S, f, f0 + 2 * fs + 3 * fc);
    FloatVector a3 = FloatVector.fromArray(S, f, f0 + 3 * fs);
    FloatVector b3 = FloatVector.fromArray(S, f, f0 + 3 * fs + fc);
    FloatVector c3 = FloatVector.fromArray(S, f, f0 + 3 * fs + 2 * fc);
    FloatVector d3 = FloatVector.fromArray(S, f, f0 + 3 * fs + 3 * fc);
    FloatVector a4 = FloatVector.fromArray(S, f, f0 + 4 * fs);
    FloatVector b4 = FloatVector.fromArray(S, f, f0 + 4 * fs + fc);
    FloatVector c4 = FloatVector.fromArray(S, f, f0 + 4 * fs + 2 * fc);
    FloatVector d4 = FloatVector.fromArray(S, f, f0 + 4 * fs + 3 * fc);
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

  private static void tile1x4(
      float[] x,
      int x0,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fc,
      float[] y,
      int y0) {
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector b0 = FloatVector.fromArray(S, f, f0 + fc);
    FloatVector c0 = FloatVector.fromArray(S, f, f0 + 2 * fc);
    FloatVector d0 = FloatVector.fromArray(S, f, f0 + 3 * fc);
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
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + LANES);
    c0.intoArray(y, y0 + 2 * LANES);
    d0.intoArray(y, y0 + 3 * LANES);
  }

  private static void tile6x2(
      float[] x,
      int x0,
      int xs,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fs,
      int fc,
      float[] y,
      int y0,
      int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    int x5 = x4 + xs;
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector b0 = FloatVector.fromArray(S, f, f0 + fc);
    FloatVector a1 = FloatVector.fromArray(S, f, f0 + fs);
    FloatVector b1 = FloatVector.fromArray(S, f, f0 + fs + fc);
    FloatVector a2 = FloatVector.fromArray(S, f, f0 + 2 * fs);
    FloatVector b2 = FloatVector.fromArray(S, f, f0 + 2 * fs + fc);
    FloatVector a3 = FloatVector.fromArray(S, f, f0 + 3 * fs);
    FloatVector b3 = FloatVector.fromArray(S, f, f0 + 3 * fs + fc);
    FloatVector a4 = FloatVector.fromArray(S, f, f0 + 4 * fs);
    FloatVector b4 = FloatVector.fromArray(S, f, f0 + 4 * fs + fc);
    FloatVector a5 = FloatVector.fromArray(S, f, f0 + 5 * fs);
    FloatVector b5 = FloatVector.fromArray(S, f, f0 + 5 * fs + fc);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector wb = FloatVector.fromArray(S, w, wk + LANES);
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
      v = FloatVector.broadcast(S, x[x5 + k]);
      a5 = v.fma(wa, a5);
      b5 = v.fma(wb, b5);
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
    a5.intoArray(y, y0 + 5 * ys);
    b5.intoArray(y, y0 + 5 * ys + LANES);
  }

  private static void tile5x2(
      float[] x,
      int x0,
      int xs,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fs,
      int fc,
      float[] y,
      int y0,
      int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector b0 = FloatVector.fromArray(S, f, f0 + fc);
    FloatVector a1 = FloatVector.fromArray(S, f, f0 + fs);
    FloatVector b1 = FloatVector.fromArray(S, f, f0 + fs + fc);
    FloatVector a2 = FloatVector.fromArray(S, f, f0 + 2 * fs);
    FloatVector b2 = FloatVector.fromArray(S, f, f0 + 2 * fs + fc);
    FloatVector a3 = FloatVector.fromArray(S, f, f0 + 3 * fs);
    FloatVector b3 = FloatVector.fromArray(S, f, f0 + 3 * fs + fc);
    FloatVector a4 = FloatVector.fromArray(S, f, f0 + 4 * fs);
    FloatVector b4 = FloatVector.fromArray(S, f, f0 + 4 * fs + fc);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector wb = FloatVector.fromArray(S, w, wk + LANES);
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

  private static void tile1x2(
      float[] x,
      int x0,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fc,
      float[] y,
      int y0) {
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector b0 = FloatVector.fromArray(S, f, f0 + fc);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector wb = FloatVector.fromArray(S, w, wk + LANES);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a0 = v.fma(wa, a0);
      b0 = v.fma(wb, b0);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + LANES);
  }

  private static void tile6x1(
      float[] x,
      int x0,
      int xs,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fs,
      int fc,
      float[] y,
      int y0,
      int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    int x5 = x4 + xs;
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector a1 = FloatVector.fromArray(S, f, f0 + fs);
    FloatVector a2 = FloatVector.fromArray(S, f, f0 + 2 * fs);
    FloatVector a3 = FloatVector.fromArray(S, f, f0 + 3 * fs);
    FloatVector a4 = FloatVector.fromArray(S, f, f0 + 4 * fs);
    FloatVector a5 = FloatVector.fromArray(S, f, f0 + 5 * fs);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a0 = v.fma(wa, a0);
      v = FloatVector.broadcast(S, x[x1 + k]);
      a1 = v.fma(wa, a1);
      v = FloatVector.broadcast(S, x[x2 + k]);
      a2 = v.fma(wa, a2);
      v = FloatVector.broadcast(S, x[x3 + k]);
      a3 = v.fma(wa, a3);
      v = FloatVector.broadcast(S, x[x4 + k]);
      a4 = v.fma(wa, a4);
      v = FloatVector.broadcast(S, x[x5 + k]);
      a5 = v.fma(wa, a5);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + ys);
    a2.intoArray(y, y0 + 2 * ys);
    a3.intoArray(y, y0 + 3 * ys);
    a4.intoArray(y, y0 + 4 * ys);
    a5.intoArray(y, y0 + 5 * ys);
  }

  private static void tile5x1(
      float[] x,
      int x0,
      int xs,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fs,
      int fc,
      float[] y,
      int y0,
      int ys) {
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    int x4 = x3 + xs;
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    FloatVector a1 = FloatVector.fromArray(S, f, f0 + fs);
    FloatVector a2 = FloatVector.fromArray(S, f, f0 + 2 * fs);
    FloatVector a3 = FloatVector.fromArray(S, f, f0 + 3 * fs);
    FloatVector a4 = FloatVector.fromArray(S, f, f0 + 4 * fs);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a0 = v.fma(wa, a0);
      v = FloatVector.broadcast(S, x[x1 + k]);
      a1 = v.fma(wa, a1);
      v = FloatVector.broadcast(S, x[x2 + k]);
      a2 = v.fma(wa, a2);
      v = FloatVector.broadcast(S, x[x3 + k]);
      a3 = v.fma(wa, a3);
      v = FloatVector.broadcast(S, x[x4 + k]);
      a4 = v.fma(wa, a4);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + ys);
    a2.intoArray(y, y0 + 2 * ys);
    a3.intoArray(y, y0 + 3 * ys);
    a4.intoArray(y, y0 + 4 * ys);
  }

  private static void tile1x1(
      float[] x,
      int x0,
      float[] w,
      int w0,
      int ws,
      int depth,
      float[] f,
      int f0,
      int fc,
      float[] y,
      int y0) {
    FloatVector a0 = FloatVector.fromArray(S, f, f0);
    for (int k = 0; k < depth; k++) {
      int wk = w0 + k * ws;
      FloatVector wa = FloatVector.fromArray(S, w, wk);
      FloatVector v = FloatVector.broadcast(S, x[x0 + k]);
      a0 = v.fma(wa, a0);
    }
    a0.intoArray(y, y0);
  }

  /** See {@link Kernels#outerAdd}. */
  static void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    int end = VectorWidth.end(w.columns);
    int tiled = w.count - w.count % OUTER_ROWS;
    // Chunks of rows that stay in the first-level cache while every tile of w passes over them.
    int chunk = Math.max(16, 4096 / (x.stride + y.stride));
    for (int from = 0; from < rows; from += chunk) {
      int n = Math.min(chunk, rows - from);
      int x0 = (fromX + from) * x.stride;
      int y0 = (fromY + from) * y.stride;
      int c = 0;
      for (; c + 2 * LANES <= end; c += 2 * LANES) {
        for (int k = 0; k < tiled; k += OUTER_ROWS) {
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
        for (int k = 0; k < tiled; k += OUTER_ROWS) {
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
}
