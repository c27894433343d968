package org.throughtime.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughtime.model.kernel.Operands.Values;

/**
 * This JVM's kernels give the scalar loops' bits, whatever the padding holds. The build runs this
 * class again for every vector width.
 */
class KernelBitsTest {
  private static final int[] COLUMNS =
      IntStream.concat(
              IntStream.rangeClosed(1, 35), IntStream.of(47, 48, 49, 50, 51, 63, 64, 65, 100))
          .toArray();
  private static final int[] ROWS =
      IntStream.concat(IntStream.rangeClosed(1, 11), IntStream.of(20, 25)).toArray();
  private static final int[] DEPTHS = {1, 2, 7, 16, 50};

  private final Kernels scalar = KernelProvider.scalar();
  private final Kernels active = KernelProvider.active();

  /** One call on freshly made operands; gives every element of what it may have written. */
  private interface Call {
    float[] on(Kernels kernels, Operands operands);
  }

  private void assertSameBits(Call call) {
    for (int columns : COLUMNS) {
      for (int rows : ROWS) {
        assertSameBits(rows, columns, call);
      }
    }
  }

  private void assertSameBits(int rows, int columns, Call call) {
    for (Values values : Values.values()) {
      Operands operands = new Operands(rows, columns, values, 1);
      float[] expected = call.on(scalar, operands);
      float[] actual = call.on(active, new Operands(rows, columns, values, 2));
      assertEquals(expected.length, actual.length);
      for (int i = 0; i < expected.length; i++) {
        if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
          fail(
              active.name()
                  + " gives "
                  + actual[i]
                  + " for "
                  + expected[i]
                  + " at element "
                  + i
                  + " of "
                  + operands);
        }
      }
    }
  }

  @Test
  void runsTheForcedWidth() {
    String forced = System.getProperty(KernelProvider.PROPERTY, "");
    if (forced.startsWith("vector-")) {
      assertEquals(forced, active.name());
    }
  }

  @Test
  void multiplyAdd() {
    for (int depth : DEPTHS) {
      assertSameBits(
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
    for (int columns : COLUMNS) {
      assertSameBits(
          7,
          columns,
          (kernels, o) -> {
            Rows h = o.matrix(3 * o.rows, o.columns);
            kernels.multiplyAdd(h, o.rows, o.matrix(o.columns, o.columns), h, 0, o.rows);
            return Operands.elements(h);
          });
    }
  }

  @Test
  void multiplyAddReadsTheFirstColumnsOfAWiderMatrix() {
    for (int columns : COLUMNS) {
      assertSameBits(
          6,
          columns,
          (kernels, o) -> {
            Rows x = o.matrix(o.rows, o.columns + 20);
            Rows y = o.matrix(o.rows, o.columns);
            kernels.multiplyAdd(x, 0, o.matrix(o.columns, o.columns), y, 0, o.rows);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void outerAdd() {
    for (int depth : DEPTHS) {
      assertSameBits(
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
        assertSameBits(
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
  void tanh() {
    assertSameBits(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows + 2, o.columns);
          kernels.tanh(x, 1, o.rows);
          return Operands.elements(x);
        });
  }

  @Test
  void sigmoid() {
    assertSameBits(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows + 2, o.columns);
          kernels.sigmoid(x, 1, o.rows);
          return Operands.elements(x);
        });
  }

  @Test
  void relu() {
    assertSameBits(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows + 2, o.columns);
          kernels.relu(x, 1, o.rows);
          return Operands.elements(x);
        });
  }

  @Test
  void reluGradient() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 2, o.columns);
          Rows h = o.matrix(o.rows + 4, o.columns);
          kernels.reluGradient(o.matrix(o.rows + 2, o.columns), h, 3, y, 1, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void columnLargest() {
    assertSameBits(
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
    assertSameBits(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows, o.columns);
          float[] shift = o.matrix(1, o.columns).data;
          float[] sums = new float[x.stride];
          kernels.columnExpSums(x, o.columns, shift, sums);
          return Operands.joined(Operands.elements(x), Arrays.copyOf(sums, o.columns));
        });
  }

  @Test
  void repeat() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 3, o.columns);
          kernels.repeat(o.matrix(1, o.columns), y, 2, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void affine() {
    for (int depth : DEPTHS) {
      assertSameBits(
          (kernels, o) -> {
            Rows y = o.matrix(o.rows + 3, o.columns);
            kernels.affine(
                o.array((o.rows + 1) * depth),
                1,
                o.matrix(depth, o.columns),
                o.matrix(1, o.columns),
                y,
                2,
                o.rows);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void lookUp() {
    for (int symbols : new int[] {3, 256}) {
      assertSameBits(
          (kernels, o) -> {
            Rows y = o.matrix(o.rows + 3, o.columns);
            kernels.lookUp(
                o.symbols(o.rows + 2, symbols), 1, o.matrix(symbols, o.columns), y, 2, o.rows);
            return Operands.elements(y);
          });
    }
  }

  @Test
  void lookUpColumns() {
    for (int alphabet : new int[] {1, 4, 5, 8, 9, 16, 17, 256}) {
      assertSameBits(
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
  void multiplyFrom() {
    for (int depth : DEPTHS) {
      assertSameBits(
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
  void scatterAdd() {
    for (int symbols : new int[] {3, 256}) {
      assertSameBits(
          (kernels, o) -> {
            Rows w = o.matrix(symbols, o.columns);
            kernels.scatterAdd(
                o.symbols(o.rows + 2, symbols), 1, o.matrix(o.rows + 2, o.columns), 2, o.rows, w);
            return Operands.elements(w);
          });
    }
  }

  @Test
  void sumAdd() {
    assertSameBits(
        (kernels, o) -> {
          Rows w = o.matrix(1, o.columns);
          kernels.sumAdd(o.matrix(o.rows + 2, o.columns), 1, o.rows, w);
          return Operands.elements(w);
        });
  }

  @Test
  void scale() {
    assertSameBits(
        (kernels, o) -> {
          Rows x = o.matrix(o.rows + 2, o.columns);
          kernels.scale(x, 1, o.array(o.rows), o.rows);
          return Operands.elements(x);
        });
  }

  @Test
  void tanhGradient() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 2, o.columns);
          Rows h = o.matrix(o.rows + 4, o.columns);
          kernels.tanhGradient(o.matrix(o.rows + 2, o.columns), h, 3, y, 1, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void tanhCurvature() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 2, o.columns);
          Rows h = o.matrix(o.rows + 4, o.columns);
          kernels.tanhCurvature(o.matrix(o.rows + 2, o.columns), h, 3, y, 1, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void sigmoidCurvature() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 2, o.columns);
          Rows h = o.matrix(o.rows + 4, o.columns);
          kernels.sigmoidCurvature(o.matrix(o.rows + 2, o.columns), h, 3, y, 1, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void add() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 3, o.columns);
          kernels.add(o.matrix(o.rows + 2, o.columns), 1, y, 2, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void sigmoidGradient() {
    assertSameBits(
        (kernels, o) -> {
          Rows y = o.matrix(o.rows + 2, o.columns);
          Rows h = o.matrix(o.rows + 4, o.columns);
          kernels.sigmoidGradient(o.matrix(o.rows + 2, o.columns), h, 3, y, 1, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void sigmoidGradientInPlace() {
    assertSameBits(
        (kernels, o) -> {
          Rows d = o.matrix(o.rows + 2, o.columns);
          kernels.sigmoidGradient(d, o.matrix(o.rows + 2, o.columns), 1, d, 1, o.rows);
          return Operands.elements(d);
        });
  }

  @Test
  void multiply() {
    assertSameBits(
        (kernels, o) -> {
          Rows a = o.matrix(o.rows + 1, o.columns);
          Rows b = o.matrix(o.rows + 2, o.columns);
          Rows y = o.matrix(o.rows + 3, o.columns);
          kernels.multiply(a, 1, b, 2, y, 0, o.rows);
          kernels.multiply(y, 0, b, 1, y, 0, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void multiplyAddElements() {
    assertSameBits(
        (kernels, o) -> {
          Rows a = o.matrix(o.rows + 1, o.columns);
          Rows b = o.matrix(o.rows + 2, o.columns);
          Rows y = o.matrix(o.rows + 3, o.columns);
          kernels.multiplyAddElements(a, 1, b, 2, y, 0, o.rows);
          return Operands.elements(y);
        });
  }

  @Test
  void interpolate() {
    assertSameBits(
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
  void gateGradient() {
    assertSameBits(
        (kernels, o) -> {
          int count = o.rows + 2;
          Rows dz = o.matrix(count, o.columns);
          kernels.gateGradient(
              o.matrix(count, o.columns),
              o.matrix(count, o.columns),
              o.matrix(count, o.columns),
              o.matrix(count, o.columns),
              dz,
              1,
              o.rows);
          return Operands.elements(dz);
        });
  }

  @Test
  void candidateGradient() {
    assertSameBits(
        (kernels, o) -> {
          int count = o.rows + 2;
          Rows dc = o.matrix(count, o.columns);
          kernels.candidateGradient(
              o.matrix(count, o.columns),
              o.matrix(count, o.columns),
              o.matrix(count, o.columns),
              dc,
              1,
              o.rows);
          return Operands.elements(dc);
        });
  }

  @Test
  void carryGradient() {
    assertSameBits(
        (kernels, o) -> {
          Rows d = o.matrix(3 * o.rows, o.columns);
          kernels.carryGradient(d, o.matrix(3 * o.rows, o.columns), 2 * o.rows, d, o.rows, o.rows);
          return Operands.elements(d);
        });
  }

  @Test
  void addWindows() {
    assertSameBits(
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
  void descend() {
    for (int columns : COLUMNS) {
      assertSameBits(
          1,
          columns,
          (kernels, o) -> {
            float[] w = o.array(o.columns);
            kernels.descend(w, o.array(o.columns), o.next());
            return w;
          });
    }
  }

  @Test
  void average() {
    for (int columns : COLUMNS) {
      assertSameBits(
          1,
          columns,
          (kernels, o) -> {
            float[] y = o.array(o.columns);
            kernels.average(y, o.next(), o.array(o.columns), o.next());
            return y;
          });
    }
  }

  @Test
  void averageSquares() {
    for (int columns : COLUMNS) {
      assertSameBits(
          1,
          columns,
          (kernels, o) -> {
            float[] y = o.array(o.columns);
            kernels.averageSquares(y, o.next(), o.array(o.columns), o.next());
            return y;
          });
    }
  }

  @Test
  void descendByRoot() {
    for (int columns : COLUMNS) {
      assertSameBits(
          1,
          columns,
          (kernels, o) -> {
            float[] w = o.array(o.columns);
            float[] m = o.array(o.columns);
            float[] v = o.array(o.columns);
            kernels.descendByRoot(w, m, v, o.next(), o.next(), o.next());
            return w;
          });
    }
  }

  @Test
  void squares() {
    assertSameBits(
        (kernels, o) -> {
          float[] squares = o.array(o.rows + 1);
          kernels.squares(o.matrix(o.rows + 2, o.columns), 1, o.rows, squares);
          return squares;
        });
  }
}
