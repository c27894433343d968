package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.VectorWidth.LANES;

/**
 * The two products of large matrices, with the factor that every tile reads whole copied into a
 * panel, block after block.
 *
 * <p>A panel lies together in memory and fits the first-level cache. Rows of a large matrix lie
 * kilobytes apart, often a power of two, and evict each other from it. A sum that continues in the
 * next block waits in its element of the result, which is a float as the register is, so that its
 * chain stays the same.
 */
final class VectorPanels {
  /** Rows of a panel: with {@link #COLUMNS}, 32 KiB. */
  static final int DEPTH = 128;

  /** Columns of a panel: whole stripes of tiles at every vector width. */
  static final int COLUMNS = 64;

  /** Rows of the other factor that repay the copy of a panel, which their tiles read. */
  static final int REPAYING = 100;

  private static final ThreadLocal<Rows> PANEL =
      ThreadLocal.withInitial(() -> new Rows(DEPTH, COLUMNS));

  private VectorPanels() {}

  /** Whether y + x w is faster in panels. */
  static boolean multiplyFaster(Rows w, int rows) {
    return rows >= REPAYING && w.count > DEPTH && w.columns > COLUMNS;
  }

  /** Whether w + x^T y is faster in panels. */
  static boolean outerFaster(Rows w) {
    return w.count >= REPAYING && w.columns > COLUMNS;
  }

  /** What {@link VectorProducts#multiplyStripes} does, for all of w. */
  static void multiply(
      Rows x, int x0, Rows w, Rows f, int f0, int fs, int fc, Rows y, int y0, int rows) {
    Rows panel = PANEL.get();
    int end = VectorWidth.end(w.columns);
    for (int c = 0; c < end; c += COLUMNS) {
      int columns = Math.min(COLUMNS, end - c);
      copy(w, c, DEPTH, columns, panel);
      VectorProducts.multiplyStripes(
          x, x0, panel, 0, DEPTH, columns, f, f0 + c * (fc / LANES), fs, fc, y, y0 + c, rows);
      for (int k = DEPTH; k < w.count; k += DEPTH) {
        int depth = Math.min(DEPTH, w.count - k);
        copy(w, k * w.stride + c, depth, columns, panel);
        VectorProducts.multiplyStripes(
            x, x0 + k, panel, 0, depth, columns, y, y0 + c, y.stride, LANES, y, y0 + c, rows);
      }
    }
  }

  /** See {@link Kernels#outerAdd}. */
  static void outerAdd(Rows x, int fromX, Rows y, int fromY, int rows, Rows w) {
    Rows panel = PANEL.get();
    int end = VectorWidth.end(w.columns);
    for (int r = 0; r < rows; r += DEPTH) {
      int n = Math.min(DEPTH, rows - r);
      for (int c = 0; c < end; c += COLUMNS) {
        int columns = Math.min(COLUMNS, end - c);
        copy(y, (fromY + r) * y.stride + c, n, columns, panel);
        VectorProducts.outerStripes(x, (fromX + r) * x.stride, panel, 0, n, w, c, columns);
      }
    }
  }

  /** Copies a block, which begins at an index in the data of {@code from}, into the panel. */
  private static void copy(Rows from, int at, int rows, int columns, Rows panel) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from.data, at + r * from.stride, panel.data, r * panel.stride, columns);
    }
  }
}
