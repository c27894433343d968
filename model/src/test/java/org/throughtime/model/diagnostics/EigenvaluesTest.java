package org.throughtime.model.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughtime.model.diagnostics.Eigenvalues.Eigenvalue;

class EigenvaluesTest {
  @Test
  void theLargestComeFirstAndOfAPairTheUpper() {
    double[] blocks = {.5, 0, 0, 0, 0, 1, -2, 0, 0, 2, 1, 0, 0, 0, 0, -3};
    double[] before = blocks.clone();
    List<Eigenvalue> values = Eigenvalues.of(blocks, 4).orElseThrow().values();
    assertArrayEquals(before, blocks);
    Eigenvalue[] expected = {
      new Eigenvalue(-3, 0), new Eigenvalue(1, 2), new Eigenvalue(1, -2), new Eigenvalue(.5, 0)
    };
    for (int i = 0; i < 4; i++) {
      assertEquals(expected[i].real(), values.get(i).real(), 1e-14);
      assertEquals(expected[i].imaginary(), values.get(i).imaginary(), 1e-14);
    }
  }

  @Test
  void radiusAndHowManyAreOutside() {
    Eigenvalues values = Eigenvalues.of(new double[] {2, 0, 0, .5}, 2).orElseThrow();
    assertEquals(2, values.radius(), 1e-14);
    assertEquals(1, values.outside(1));
    assertEquals(0, values.outside(2.1));
    assertEquals(2, values.outside(.1));
    assertEquals(5, new Eigenvalue(3, -4).magnitude());
    assertEquals(0, new Eigenvalues(List.of()).radius());
  }

  @Test
  void aMatrixThatIsNotFiniteHasNone() {
    assertEquals(Optional.empty(), Eigenvalues.of(new double[] {1, Double.NaN, 0, 1}, 2));
    assertThrows(IllegalArgumentException.class, () -> Eigenvalues.of(new double[3], 2));
  }
}
