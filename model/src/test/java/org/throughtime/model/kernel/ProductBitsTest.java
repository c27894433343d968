package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.SameBits.DEPTHS;
import static org.throughtime.model.kernel.SameBits.assertFor;
import static org.throughtime.model.kernel.SameBits.assertForColumns;

import org.junit.jupiter.api.Test;

/** Equal bits of the matrix products. The build runs this class again for every vector width. */
class ProductBitsTest {
  @Test
  void multiplyAdd() {
    for (int depth : DEPTHS) {
      assertFor((kernels, o) -> added(kernels, o, depth));
    }
  }

  @Test
  void multiplyAddFromOneBlockOfAMatrixToAnother() {
    assertForColumns(
        7,
        (kernels, o) -> {
          Rows h = o.matrix(3 * o.rows, o.columns);
          kernels.multiplyAdd(h, o.rows, o.matrix(o.columns, o.columns), h, 0, o.rows);
          return Operands.elements(h);
        });
  }

  @Test
  void multiplyAddReadsTheFirstColumnsOfAWiderMatrix() {
    assertForColumns(
        6,
        (kernels, o) -> {
          Rows x = o.matrix(o.rows, o.columns + 20);
          Rows y = o.matrix(o.rows, o.columns);
          kernels.multiplyAdd(x, 0, o.matrix(o.columns, o.columns), y, 0, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void multiplyFrom() {
    for (int depth : DEPTHS) {
      assertFor(
          (kernels, o) -> {
            Rows start = new Rows(o.rows + 2, Rows.PAD);
            for (int r = 0; r < start.count; r++) {
              start.fillRow(r, o.next());
            }
            Rows y = o.matrix(o.rows, o.columns);
            kernels.multiplyFrom(start, 2, o.matrix(o.rows, depth), o.matrix(depth, o.columns), y);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void multiplyFromRow() {
    for (int depth : DEPTHS) {
      assertFor(
          (kernels, o) -> {
            Rows start = o.matrix(3, o.columns);
            Rows y = o.matrix(o.rows + 3, o.columns);
            Rows x = o.matrix(o.rows + 1, depth);
            kernels.multiplyFromRow(start, 2, x, 1, o.matrix(depth, o.columns), y, 2, o.rows);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void outerAdd() {
    for (int depth : DEPTHS) {
      assertFor((kernels, o) -> outerAdded(kernels, o, depth));
    }
  }

  @Test
  void outerAddOfMoreRowsThanStayInCache() {
    for (int rows : new int[] {127, 128, 129, 600}) {
      for (int columns : new int[] {1, 16, 50, 100}) {
        assertFor(
            rows,
            columns,
            (kernels, o) -> {
              Rows w = o.matrix(13, o.columns);
              kernels.outerAdd(o.matrix(o.rows, 13), 0, o.matrix(o.rows, o.columns), 0, o.rows, w);
              return Operands.elements(w);
            });
      }
    }
  }

  @Test
  void multiplyAddOfLargeMatricesInPanels() {
    for (int depth : new int[] {127, 128, 129, 255, 256, 257, 385}) {
      for (int columns : new int[] {63, 64, 65, 80, 127, 128, 129, 200}) {
        for (int rows : new int[] {99, 100, 101, 104}) {
          assertFor(rows, columns, (kernels, o) -> added(kernels, o, depth));
        }
      }
    }
    assertFor(200, 500, (kernels, o) -> added(kernels, o, 500));
    assertFor(100, 512, (kernels, o) -> added(kernels, o, 513));
    assertFor(133, 1000, (kernels, o) -> added(kernels, o, 1000));
  }

  private static float[] added(Kernels kernels, Operands o, int depth) {
    Rows x = o.matrix(o.rows + 2, depth);
    Rows w = o.matrix(depth, o.columns);
    Rows y = o.matrix(o.rows + 3, o.columns);
    kernels.multiplyAdd(x, 1, w, y, 2, o.rows);
    return Operands.elements(y);
  }

  @Test
  void multiplyFromOfLargeMatricesInPanels() {
    for (int depth : new int[] {128, 129, 256, 300}) {
      for (int columns : new int[] {65, 128, 150}) {
        assertFor(
            103,
            columns,
            (kernels, o) -> {
              Rows start = new Rows(o.rows + 2, Rows.PAD);
              for (int r = 0; r < start.count; r++) {
                start.fillRow(r, o.next());
              }
              Rows y = o.matrix(o.rows, o.columns);
              kernels.multiplyFrom(start, 2, o.matrix(o.rows, depth), o.matrix(depth, columns), y);
              return Operands.elements(y);
            });
      }
    }
  }

  @Test
  void outerAddToLargeMatricesInPanels() {
    for (int count : new int[] {99, 100, 101, 131}) {
      for (int columns : new int[] {63, 64, 65, 80, 127, 128, 129, 200}) {
        for (int rows : new int[] {1, 2, 33, 127, 128, 129, 256, 257}) {
          assertFor(rows, columns, (kernels, o) -> outerAdded(kernels, o, count));
        }
      }
    }
    assertFor(300, 500, (kernels, o) -> outerAdded(kernels, o, 500));
    assertFor(140, 1000, (kernels, o) -> outerAdded(kernels, o, 1000));
  }

  private static float[] outerAdded(Kernels kernels, Operands o, int count) {
    Rows x = o.matrix(o.rows + 2, count);
    Rows y = o.matrix(o.rows + 3, o.columns);
    Rows w = o.matrix(count, o.columns);
    kernels.outerAdd(x, 1, y, 2, o.rows, w);
    return Operands.elements(w);
  }

  @Test
  void panelsAddInAMatrixThatIsAlsoRead() {
    assertFor(
        120,
        150,
        (kernels, o) -> {
          Rows h = o.matrix(3 * o.rows, o.columns);
          kernels.multiplyAdd(h, o.rows, o.matrix(o.columns, o.columns), h, 0, o.rows);
          return Operands.elements(h);
        });
  }
}
