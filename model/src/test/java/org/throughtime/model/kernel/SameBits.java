package org.throughtime.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.stream.IntStream;
import org.throughtime.model.kernel.Operands.Values;

/** Holds this JVM's kernels to the scalar loops' bits, whatever the padding of rows holds. */
final class SameBits {
  private static final int[] COLUMNS =
      IntStream.concat(
              IntStream.rangeClosed(1, 35), IntStream.of(47, 48, 49, 50, 51, 63, 64, 65, 100))
          .toArray();
  private static final int[] ROWS =
      IntStream.concat(IntStream.rangeClosed(1, 11), IntStream.of(20, 25)).toArray();

  /** Lengths of a product's chains. */
  static final int[] DEPTHS = {1, 2, 7, 16, 50};

  private static final Kernels SCALAR = KernelProvider.scalar();
  private static final Kernels ACTIVE = KernelProvider.active();

  private SameBits() {}

  /** One call on freshly made operands; gives every element of what it may have written. */
  interface Call {
    float[] on(Kernels kernels, Operands operands);
  }

  /** The same bits for blocks of every size. */
  static void assertFor(Call call) {
    for (int rows : ROWS) {
      assertForColumns(rows, call);
    }
  }

  /** The same bits for blocks of so many rows and every number of columns. */
  static void assertForColumns(int rows, Call call) {
    for (int columns : COLUMNS) {
      assertFor(rows, columns, call);
    }
  }

  /** The same bits for blocks of one size, and elements of every kind. */
  static void assertFor(int rows, int columns, Call call) {
    for (Values values : Values.values()) {
      Operands operands = new Operands(rows, columns, values, 1);
      float[] expected = call.on(SCALAR, operands);
      float[] actual = call.on(ACTIVE, new Operands(rows, columns, values, 2));
      assertEquals(expected.length, actual.length);
      for (int i = 0; i < expected.length; i++) {
        if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(actual[i])) {
          fail(
              "%s gives %s for %s at element %d of %s"
                  .formatted(ACTIVE.name(), actual[i], expected[i], i, operands));
        }
      }
    }
  }
}
