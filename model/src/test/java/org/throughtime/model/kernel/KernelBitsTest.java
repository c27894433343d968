package org.throughtime.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.throughtime.model.kernel.SameBits.assertFor;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.throughtime.model.kernel.SameBits.Call;

/**
 * Equal bits of the activations, the softmax and the element-wise loops. The build runs this class
 * again for every vector width.
 */
class KernelBitsTest {
  private interface InPlace {
    void on(Kernels kernels, Rows x, int from, int rows);
  }

  private static Call withOperand(InPlace kernel) {
    return (kernels, o) -> {
      Rows x = o.matrix(o.rows + 2, o.columns);
      kernel.on(kernels, x, 1, o.rows);
      return Operands.elements(x);
    };
  }

  private interface OfTwo {
    void on(Kernels kernels, Rows a, int fromA, Rows b, int fromB, Rows y, int fromY, int rows);
  }

  /** From other operands, then in place. */
  private static Call withOperands(OfTwo kernel) {
    return (kernels, o) -> {
      Rows a = o.matrix(o.rows + 1, o.columns);
      Rows b = o.matrix(o.rows + 2, o.columns);
      Rows y = o.matrix(o.rows + 3, o.columns);
      kernel.on(kernels, a, 1, b, 2, y, 0, o.rows);
      kernel.on(kernels, y, 0, b, 1, y, 0, o.rows);
      return Operands.elements(y);
    };
  }

  @Test
  void runsTheForcedWidth() {
    String forced = System.getProperty(KernelProvider.PROPERTY, "");
    if (forced.startsWith("vector-")) {
      assertEquals(forced, KernelProvider.active().name());
    }
  }

  @Test
  void tanh() {
    assertFor(withOperand(Kernels::tanh));
  }

  @Test
  void sigmoid() {
    assertFor(withOperand(Kernels::sigmoid));
  }

  @Test
  void relu() {
    assertFor(withOperand(Kernels::relu));
  }

  @Test
  void columnLargest() {
    assertFor(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows, o.columns + 3);
          float[] largest = new float[x.stride];
          float[] row = new float[x.stride];
          kernels.columnLargest(x, o.columns, largest, row);
          return Operands.joined(Arrays.copyOf(largest, o.columns), Arrays.copyOf(row, o.columns));
        });
  }

  @Test
  void columnExpSums() {
    assertFor(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows, o.columns);
          float[] shift = o.matrix(1, o.columns).data;
          float[] sums = new float[x.stride];
          kernels.columnExpSums(x, o.columns, shift, sums);
          return Operands.joined(Operands.elements(x), Arrays.copyOf(sums, o.columns));
        });
  }

  @Test
  void add() {
    assertFor(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 3, o.columns);
          kernels.add(o.matrix(o.rows + 2, o.columns), 1, y, 2, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void multiply() {
    assertFor(withOperands(Kernels::multiply));
  }

  @Test
  void multiplyAddElements() {
    assertFor(withOperands(Kernels::multiplyAddElements));
  }

  @Test
  void interpolate() {
    assertFor(
        (kernels, o) -> {
          Rows z = o.matrix(o.rows + 1, o.columns);
          Rows c = o.matrix(o.rows + 1, o.columns);
          Rows h = o.matrix(o.rows + 2, o.columns);
          Rows y = o.matrix(o.rows + 3, o.columns);
          kernels.interpolate(z, c, 1, h, 2, y, 3, o.rows);
          kernels.interpolate(z, c, 1, y, 0, y, 0, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void scale() {
    assertFor(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows + 2, o.columns);
          kernels.scale(x, 1, o.array(o.rows), o.rows);
          return Operands.elements(x);
        });
  }

  @Test
  void addWindows() {
    assertFor(
        (kernels, o) -> {
          float[] x = o.array(3 * Rows.stride(o.columns));
          Rows y = o.matrix(o.rows + 2, o.columns);
          int[] windows = new int[o.rows];
          for (int i = 0; i < o.rows; i++) {
            windows[i] = (7 * i) % (2 * Rows.stride(o.columns));
          }
          kernels.addWindows(x, windows, o.next(), y, 1, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void squares() {
    assertFor(
        (kernels, o) -> {
          float[] squares = o.array(o.rows + 1);
          kernels.squares(o.matrix(o.rows + 2, o.columns), 1, o.rows, squares);
          return squares;
        });
  }
}
