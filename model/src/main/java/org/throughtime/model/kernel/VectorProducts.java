package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

/**
 * The two matrix products in tiles of sums that stay in registers: of 5 or 6 rows and 2 vectors, or
 * of 5 or 4 rows and 4 vectors where a processor has 32 registers; of 10 rows where there is one
 * vector. The build generates the tiles, {@link VectorTiles}. Large matrices are cut into {@link
 * VectorPanels}.
 */
final class VectorProducts {
  /** Whether tiles are 4 vectors wide: processors with vectors this long have 32 registers. */
  private static final boolean WIDE = LANES == 16;

  private VectorProducts() {}

  /** See {@link Kernels#multiplyAdd}. */
  static void multiplyAdd(Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    multiply(x, fromX, w, y, fromY * y.stride, y.stride, LANES, y, fromY, rows);
  }

  /** See {@link Kernels#multiplyFrom}. */
  static void multiplyFrom(Rows start, int first, Rows x, Rows w, Rows y) {
    multiply(x, 0, w, start, first * start.stride, start.stride, 0, y, 0, y.count);
  }

  /** See {@link Kernels#multiplyFromRow}. */
  static void multiplyFromRow(
      Rows start, int row, Rows x, int fromX, Rows w, Rows y, int fromY, int rows) {
    multiply(x, fromX, w, start, row * start.stride, 0, LANES, y, fromY, rows);
  }

  /** Rows of y from fromY on become those of f, plus x w; f as in {@link #multiplyStripes}. */
  private static void multiply(
      Rows x, int fromX, Rows w, Rows f, int f0, int fs, int fc, Rows y, int fromY, int rows) {
    int x0 = fromX * x.stride;
    int y0 = fromY * y.stride;
    if (VectorPanels.multiplyFaster(w, rows)) {
      VectorPanels.multiply(x, x0, w, f, f0, fs, fc, y, y0, rows);
    } else {
      multiplyStripes(x, x0, w, 0, w.count, VectorWidth.end(w.columns), f, f0, fs, fc, y, y0, rows);
    }
  }

  /**
   * A block of y becomes that of f plus that of x times that of w. Each block is named by its
   * matrix and the index in its data where it begins.
   *
   * @param depth columns of x, and rows of w
   * @param columns of w, f and y, whole vectors
   * @param fs floats from one row of f to the next: 0 where one row stands for all
   * @param fc floats from one vector of a row of f to the next: 0 where a row is one vector, which
   *     stands for all
   */
  static void multiplyStripes(
      Rows x,
      int x0,
      Rows w,
      int w0,
      int depth,
      int columns,
      Rows f,
      int f0,
      int fs,
      int fc,
      Rows y,
      int y0,
      int rows) {
    int step = fc / LANES;
    int c = 0;
    for (; WIDE && c + 4 * LANES <= columns; c += 4 * LANES) {
      VectorTiles.multiply4(x, x0, w, w0 + c, depth, f, f0 + c * step, fs, fc, y, y0 + c, rows);
    }
    for (; c + 2 * LANES <= columns; c += 2 * LANES) {
      VectorTiles.multiply2(x, x0, w, w0 + c, depth, f, f0 + c * step, fs, fc, y, y0 + c, rows);
    }
    if (c < columns) {
      VectorTiles.multiply1(x, x0, w, w0 + c, depth, f, f0 + c * step, fs, fc, y, y0 + c, rows);
    }
  }

  /**
   * The fewest tiles of 4 rows that leave a multiple of 5; none where there are not enough rows.
   */
  static int fours(int rows) {
    int fours = (5 - rows % 5) % 5;
    return 4 * fours <= rows ? fours : 0;
  }

  /** The most tiles of 6 rows that leave a multiple of 5, so that few rows are left alone. */
  static int sixes(int rows) {
    int sixes = Math.min(rows % 5, rows / 6);
    return sixes + (rows - 6 * sixes) / 30 * 5;
  }

  /** See {@link Kernels#outerAdd}. */
  static void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    if (VectorPanels.outerFaster(w)) {
      VectorPanels.outerAdd(x, fromX, y, fromY, rows, w);
      return;
    }
    int end = VectorWidth.end(w.columns);
    // Chunks of rows that stay in the first-level cache while every tile of w passes over them.
    int chunk = Math.max(16, 8192 / (x.stride + y.stride));
    for (int r = 0; r < rows; r += chunk) {
      int n = Math.min(chunk, rows - r);
      outerStripes(x, (fromX + r) * x.stride, y, (fromY + r) * y.stride, n, w, 0, end);
    }
  }

  /**
   * Adds x^T y over {@code rows} rows to columns of w. Each block is named by its matrix and the
   * index in its data where it begins.
   *
   * @param columns of y and w, whole vectors
   */
  static void outerStripes(Rows x, int x0, Rows y, int y0, int rows, Rows w, int w0, int columns) {
    int c = 0;
    for (; WIDE && c + 4 * LANES <= columns; c += 4 * LANES) {
      VectorTiles.outer4(x, x0, y, y0 + c, rows, w, w0 + c);
    }
    for (; c + 2 * LANES <= columns; c += 2 * LANES) {
      VectorTiles.outer2(x, x0, y, y0 + c, rows, w, w0 + c);
    }
    if (c < columns) {
      VectorTiles.outer1(x, x0, y, y0 + c, rows, w, w0 + c);
    }
  }
}
