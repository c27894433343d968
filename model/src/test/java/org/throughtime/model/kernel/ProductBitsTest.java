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
      assertFor(
          (kernels, o) -> {
            Rows x = o.matrix(o.rows + 2, depth);
            Rows w = o.matrix(depth, o.columns);
            Rows y = o.matrix(o.rows + 3, o.columns);
            kernels.multiplyAdd(x, 1, w, y, 2, o.rows);
            return Operands.elements(y);
          });
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
  void outerAdd() {
    for (int depth : DEPTHS) {
      assertFor(
          (kernels, o) -> {
            Rows x = o.matrix(o.rows + 2, depth);
            Rows y = o.matrix(o.rows + 3, o.columns);
            Rows w = o.matrix(depth, o.columns);
            kernels.outerAdd(x, 1, y, 2, o.rows, w);
            return Operands.elements(w);
          });
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
}
