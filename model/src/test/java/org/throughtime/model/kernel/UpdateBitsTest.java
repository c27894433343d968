package org.throughtime.model.kernel;

import static org.throughtime.model.kernel.SameBits.assertForColumns;

import org.junit.jupiter.api.Test;

/** Equal bits of the optimizers' loops. The build runs this class again for every vector width. */
class UpdateBitsTest {
  /** Changes {@code changed}, the first of some arrays of one length. */
  private interface OfArrays {
    void on(Updates updates, float[] changed, Operands operands);
  }

  private static void assertForLengths(OfArrays kernel) {
    assertForColumns(
        1,
        (kernels, o) -> {
          float[] changed = o.array(o.columns);
          kernel.on(kernels.updates(), changed, o);
          return changed;
        });
  }

  @Test
  void descend() {
    assertForLengths((updates, w, o) -> updates.descend(w, o.array(o.columns), o.next()));
  }

  @Test
  void average() {
    assertForLengths((updates, y, o) -> updates.average(y, o.next(), o.array(o.columns), o.next()));
  }

  @Test
  void averageSquares() {
    assertForLengths(
        (updates, y, o) -> updates.averageSquares(y, o.next(), o.array(o.columns), o.next()));
  }

  @Test
  void descendByRoot() {
    assertForLengths(
        (updates, w, o) -> {
          float[] m = o.array(o.columns);
          float[] v = o.array(o.columns);
          updates.descendByRoot(w, m, v, o.next(), o.next(), o.next());
        });
  }
}
