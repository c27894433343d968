package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

/**
 * The two matrix products in tiles of sums that stay in registers: of 5 or 6 rows, and 2 vectors
 * wide, or 4 where a processor has 32 registers; of 10 rows where there is one vector. The build
 * generates the tiles, {@link VectorTiles}.
 */
final class VectorProducts {
  /** Whether tiles are 4 vectors wide: processors with vectors this long have 32 registers. */
  private static final boolean WIDE = LANES == 16;

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
      VectorTiles.multiply4(x, fromX, w, c, f, fromF, fc, y, fromY, rows);
    }
    for (; c + 2 * LANES <= end; c += 2 * LANES) {
      VectorTiles.multiply2(x, fromX, w, c, f, fromF, fc, y, fromY, rows);
    }
    if (c < end) {
      VectorTiles.multiply1(x, fromX, w, c, f, fromF, fc, y, fromY, rows);
    }
  }

  /** The most tiles of 6 rows that leave a multiple of 5, so that few rows are left alone. */
  static int sixes(int rows) {
    int sixes = Math.min(rows % 5, rows / 6);
    return sixes + (rows - 6 * sixes) / 30 * 5;
  }

  /** See {@link Kernels#outerAdd}. */
  static void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    int end = VectorWidth.end(w.columns);
    // Chunks of rows that stay in the first-level cache while every tile of w passes over them.
    int chunk = Math.max(16, 4096 / (x.stride + y.stride));
    for (int from = 0; from < rows; from += chunk) {
      int n = Math.min(chunk, rows - from);
      int c = 0;
      for (; WIDE && c + 4 * LANES <= end; c += 4 * LANES) {
        VectorTiles.outer4(x, fromX + from, y, fromY + from, n, w, c);
      }
      for (; c + 2 * LANES <= end; c += 2 * LANES) {
        VectorTiles.outer2(x, fromX + from, y, fromY + from, n, w, c);
      }
      if (c < end) {
        VectorTiles.outer1(x, fromX + from, y, fromY + from, n, w, c);
      }
    }
  }
}
