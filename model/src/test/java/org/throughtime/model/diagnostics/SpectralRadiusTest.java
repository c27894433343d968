package org.throughtime.model.diagnostics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.kernel.Rows;
import org.throughtime.model.random.LegacyRandom;

class SpectralRadiusTest {
  private static double[] zeros(int n) {
    return new double[n * n];
  }

  @Test
  void oneElement() {
    assertEquals(2.5, SpectralRadius.of(new double[] {-2.5}, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 50})
  void zeroMatrix(int n) {
    assertEquals(0, SpectralRadius.of(zeros(n), n));
  }

  @Test
  void diagonal() {
    double[] w = zeros(50);
    for (int i = 0; i < 50; i++) {
      w[i * 50 + i] = -i;
    }
    assertEquals(49, SpectralRadius.of(w, 50), 1e-12);
  }

  @Property(tries = 50)
  void triangularMatrixHasItsDiagonalForEigenvalues(
      @ForAll @LongRange(max = 0xffffffffL) long seed,
      @ForAll @IntRange(min = 2, max = 60) int n,
      @ForAll boolean lower) {
    LegacyRandom random = new LegacyRandom(seed);
    double[] w = zeros(n);
    double largest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i; j < n; j++) {
        w[lower ? j * n + i : i * n + j] = .1 * random.gauss();
      }
      w[i * n + i] = i + 1 + random.nextDouble() / 2;
      largest = Math.max(largest, w[i * n + i]);
    }
    assertEquals(largest, SpectralRadius.of(w, n), 1e-6 * largest);
  }

  @Property(tries = 50)
  void rotationsOfAllAngles(
      @ForAll @DoubleRange(min = .01, max = 3.13) double angle,
      @ForAll @DoubleRange(min = 1e-3, max = 1e3) @Scale(6) double scale,
      @ForAll @IntRange(min = 1, max = 25) int blocks) {
    int n = 2 * blocks;
    double[] w = zeros(n);
    for (int k = 0; k < blocks; k++) {
      double cos = scale * Math.cos(angle * (k + 1));
      double sin = scale * Math.sin(angle * (k + 1));
      w[2 * k * n + 2 * k] = cos;
      w[2 * k * n + 2 * k + 1] = -sin;
      w[(2 * k + 1) * n + 2 * k] = sin;
      w[(2 * k + 1) * n + 2 * k + 1] = cos;
    }
    assertEquals(scale, SpectralRadius.of(w, n), 1e-12 * scale);
  }

  @Test
  void companionMatrixHasThePolynomialsRoots() {
    // (x - 1)(x - 2)(x + 3)(x^2 + 16)
    double[] coefficients = {96, -112, 6, -7 + 16, 0};
    double[] w = zeros(5);
    for (int i = 0; i < 5; i++) {
      w[i * 5 + 4] = -coefficients[i];
      if (i > 0) {
        w[i * 5 + i - 1] = 1;
      }
    }
    assertEquals(4, SpectralRadius.of(w, 5), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 16, 50, 64})
  void cyclicShiftNeedsExceptionalShifts(int n) {
    double[] w = zeros(n);
    for (int i = 0; i < n; i++) {
      w[i * n + (i + 1) % n] = 3;
    }
    assertEquals(3, SpectralRadius.of(w, n), 1e-12);
  }

  @Test
  void nilpotentMatrixHasNone() {
    double[] w = zeros(50);
    for (int i = 0; i + 1 < 50; i++) {
      w[i * 50 + i + 1] = 1;
    }
    assertEquals(0, SpectralRadius.of(w, 50));
  }

  @Test
  void aTransposedMatrixHasTheSame() {
    LegacyRandom random = new LegacyRandom(52);
    double[] w = zeros(50);
    double[] transposed = zeros(50);
    for (int i = 0; i < w.length; i++) {
      w[i] = random.gauss();
      transposed[i % 50 * 50 + i / 50] = w[i];
    }
    double rho = SpectralRadius.of(w, 50);
    assertEquals(rho, SpectralRadius.of(transposed, 50), 1e-11 * rho);
  }

  @Test
  void whatWasComputedBeforeDoesNotMatter() {
    double[] shift = zeros(50);
    for (int i = 0; i < 50; i++) {
      shift[i * 50 + (i + 1) % 50] = 1 + i % 3;
    }
    double first = SpectralRadius.of(shift, 50);
    double[] other = zeros(20);
    for (int i = 0; i < 20; i++) {
      other[i * 20 + (i + 1) % 20] = 2;
    }
    SpectralRadius.of(other, 20);
    assertEquals(first, SpectralRadius.of(shift, 50));
  }

  @Test
  void largeAndSmallWeights() {
    Rows w = new Rows(50, 50);
    LegacyRandom random = new LegacyRandom(52);
    for (int i = 0; i < 50; i++) {
      for (int j = 0; j < 50; j++) {
        w.set(i, j, (float) random.gauss());
      }
    }
    double rho = SpectralRadius.of(w);
    for (int exponent : new int[] {-100, 100}) {
      Rows scaled = new Rows(50, 50);
      for (int i = 0; i < 50; i++) {
        for (int j = 0; j < 50; j++) {
          scaled.set(i, j, Math.scalb(w.get(i, j), exponent));
        }
      }
      assertEquals(Math.scalb(rho, exponent), SpectralRadius.of(scaled));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void nonFiniteWeightsHaveNone(double element) {
    for (int at : new int[] {0, 51, 2499}) {
      double[] w = zeros(50);
      w[at] = element;
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(10), () -> assertEquals(Double.NaN, SpectralRadius.of(w, 50)));
    }
  }

  @Test
  void leavesTheMatrixAsItIs() {
    double[] w = {1, 2, 3, 4, 5, 6, 7, 8, 10};
    double[] before = w.clone();
    SpectralRadius.of(w, 3);
    assertArrayEquals(before, w);
    Rows rows = new Rows(3, 3);
    for (int i = 0; i < 9; i++) {
      rows.set(i / 3, i % 3, (float) before[i]);
    }
    float[] kept = rows.data.clone();
    SpectralRadius.of(rows);
    assertArrayEquals(kept, rows.data);
  }

  @Test
  void onlySquareMatricesHaveOne() {
    Rows w = new Rows(6, 50);
    assertEquals(
        "a spectral radius needs a square matrix, not (6, 50)",
        assertThrows(IllegalArgumentException.class, () -> SpectralRadius.of(w)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> SpectralRadius.of(new double[5], 2));
  }

  /** The one operation of EJML's iteration that Java lets a machine round its own way. */
  @Test
  void exceptionalShiftsDoNotDependOnHowPowRounds() {
    for (int n = 1; n <= 400; n++) {
      double pow = StrictMath.pow(.1, n);
      assertEquals(1 - pow, 1 - Math.nextUp(pow), "n = " + n);
      assertEquals(1 - pow, 1 - Math.nextDown(pow), "n = " + n);
    }
  }
}
