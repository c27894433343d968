package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.throughtime.model.random.LegacyRandom;

class HouseholderQrTest {
  private static double[] random(int n, long seed) {
    LegacyRandom random = new LegacyRandom(seed);
    double[] vectors = new double[n * n];
    Arrays.setAll(vectors, i -> random.gauss());
    return vectors;
  }

  /** Each vector is compared in its own scale. */
  private static void assertDecomposes(double[] vectors, int n) {
    double[] before = vectors.clone();
    HouseholderQr qr = new HouseholderQr(n);
    qr.decompose(vectors);
    assertTrue(Arrays.equals(before, vectors), "not changed");
    for (int j = 0; j < n; j++) {
      double scale = Vectors.largest(vectors, j * n, n);
      for (int k = 0; k < n; k++) {
        double product = Vectors.dot(qr.q(), j * n, qr.q(), k * n, n);
        assertEquals(j == k ? 1 : 0, product, 1e-14);
        double sum = 0;
        for (int i = 0; i <= j; i++) {
          sum += qr.r()[i * n + j] * qr.q()[i * n + k];
        }
        assertEquals(vectors[j * n + k], sum, 1e-14 * n * scale, "element of vector " + j);
        assertTrue(k <= j || qr.r()[k * n + j] == 0, "upper triangular");
      }
    }
  }

  @Property(tries = 40)
  void vectorsAreTheirCombinations(
      @ForAll @LongRange(max = 0xffffffffL) long seed, @ForAll @IntRange(min = 1, max = 40) int n) {
    assertDecomposes(random(n, seed), n);
  }

  @Test
  void vectorsOfAllScales() {
    double[] vectors = random(6, 52);
    int[] exponents = {-1000, 900, 0, -500, 20, -3};
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = Math.scalb(vectors[i], exponents[i / 6]);
    }
    assertDecomposes(vectors, 6);
  }

  @Test
  void aVectorOfZeros() {
    double[] vectors = random(5, 52);
    Arrays.fill(vectors, 10, 15, 0);
    assertDecomposes(vectors, 5);
    assertDecomposes(new double[25], 5);
  }

  @Test
  void nanStaysNan() {
    double[] vectors = random(4, 52);
    vectors[5] = Double.NaN;
    HouseholderQr qr = new HouseholderQr(4);
    qr.decompose(vectors);
    assertEquals(Double.NaN, qr.r()[5]);
  }
}
