package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.SameBits.DEPTHS;
import static org.throughtime.model.kernel.SameBits.assertFor;

import org.junit.jupiter.api.Test;

/**
 * Equal bits of the loops of a layer's input and bias. The build runs this class again for every
 * vector width.
 */
class InputBitsTest {
  private static final int[] ALPHABETS = {3, 256};

  @Test
  void affine() {
    for (int depth : DEPTHS) {
      assertFor(
          (kernels, o) -> {
            Rows y = o.matrix(o.rows + 3, o.columns);
            float[] x = o.array((o.rows + 1) * depth);
            Rows w = o.matrix(depth, o.columns);
            kernels.affine(x, 1, w, o.matrix(1, o.columns), y, 2, o.rows);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void lookUp() {
    for (int alphabet : ALPHABETS) {
      assertFor(
          (kernels, o) -> {
            Rows y = o.matrix(o.rows + 3, o.columns);
            byte[] symbols = o.symbols(o.rows + 2, alphabet);
            kernels.lookUp(symbols, 1, o.matrix(alphabet, o.columns), y, 2, o.rows);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void lookUpColumns() {
    for (int alphabet : new int[] {1, 4, 5, 8, 9, 16, 17, 256}) {
      assertFor(
          (kernels, o) -> {
            Rows y = o.matrix(o.rows, o.columns);
            byte[] drawn = o.symbols(y.stride, alphabet);
            int[] symbols = new int[y.stride];
            for (int c = 0; c < y.stride; c++) {
              symbols[c] = drawn[c] & 0xff;
            }
            kernels.lookUpColumns(symbols, o.matrix(o.rows, alphabet), y);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void scatterAdd() {
    for (int alphabet : ALPHABETS) {
      assertFor(
          (kernels, o) -> {
            Rows w = o.matrix(alphabet, o.columns);
            byte[] symbols = o.symbols(o.rows + 2, alphabet);
            kernels.scatterAdd(symbols, 1, o.matrix(o.rows + 2, o.columns), 2, o.rows, w);
            return Operands.elements(w);
          });
    }
  }

  @Test
  void sumAdd() {
    assertFor(
        (kernels, o) -> {
          Rows w = o.matrix(1, o.columns);
          kernels.sumAdd(o.matrix(o.rows + 2, o.columns), 1, o.rows, w);
          return Operands.elements(w);
        });
  }

  @Test
  void sumAddOfMoreRowsThanStayInCache() {
    for (int rows : new int[] {8, 9, 63, 64, 65, 255, 256, 257, 600}) {
      for (int columns : new int[] {1, 50, 500}) {
        assertFor(
            rows,
            columns,
            (kernels, o) -> {
              Rows w = o.matrix(1, o.columns);
              kernels.sumAdd(o.matrix(o.rows + 2, o.columns), 1, o.rows, w);
              return Operands.elements(w);
            });
      }
    }
  }
}
