package org.throughtime.model.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.junit.jupiter.api.Test;
import org.throughtime.model.random.LegacyRandom;

class JacobianProductTest {
  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(DoubleStream::of).toArray();
  }

  private static double[] random(int n, LegacyRandom random) {
    double[] matrix = new double[n * n];
    Arrays.setAll(matrix, i -> random.gauss() / StrictMath.sqrt(n));
    return matrix;
  }

  private static double[] log10SingularValues(DMatrixRMaj matrix) {
    return DoubleStream.of(SingularOps_DDRM.singularValues(matrix))
        .map(StrictMath::log10)
        .toArray();
  }

  @Test
  void nothingIsTheIdentity() {
    assertArrayEquals(new double[3], new JacobianProduct(3).log10SingularValues());
  }

  /** Powers of a symmetric matrix have powers of its eigenvalues; here down to 10^-6000. */
  @Test
  void nothingIsLostOverThousandsOfDecades() {
    double[] values = {1.5, -1, .9, .5, 1e-3};
    double[] symmetric = flat(Maps.symmetric(values));
    JacobianProduct product = new JacobianProduct(5);
    for (int k = 1; k <= 2000; k++) {
      product.multiplyFromLeft(symmetric);
      if (k % 500 == 0 || k < 10) {
        int power = k;
        double[] expected =
            DoubleStream.of(values).map(v -> power * StrictMath.log10(Math.abs(v))).toArray();
        assertArrayEquals(expected, product.log10SingularValues(), 1e-11 * k, "power " + k);
      }
    }
  }

  @Property(tries = 30)
  void aFewFactorsAreTheirProduct(
      @ForAll @LongRange(max = 0xffffffffL) long seed,
      @ForAll @IntRange(min = 1, max = 20) int n,
      @ForAll @IntRange(min = 1, max = 4) int factors) {
    LegacyRandom random = new LegacyRandom(seed);
    JacobianProduct product = new JacobianProduct(n);
    DMatrixRMaj expected = CommonOps_DDRM.identity(n);
    for (int k = 0; k < factors; k++) {
      double[] factor = random(n, random);
      product.multiplyFromLeft(factor);
      DMatrixRMaj next = new DMatrixRMaj(n, n);
      CommonOps_DDRM.mult(DMatrixRMaj.wrap(n, n, factor), expected, next);
      expected = next;
    }
    double[] logarithms = product.log10SingularValues();
    double[] plain = log10SingularValues(expected);
    for (int i = 0; i < n; i++) {
      // A plain product knows small values to the rounding of its largest one.
      double digits = plain[i] - plain[0] + 13;
      assertEquals(plain[i], logarithms[i], StrictMath.pow(10, -Math.max(0, digits)) + 1e-12);
    }
  }

  /** The product of all singular values is that of all determinants. */
  @Test
  void theSumIsThatOfTheDeterminants() {
    LegacyRandom random = new LegacyRandom(52);
    JacobianProduct product = new JacobianProduct(12);
    double sum = 0;
    for (int k = 0; k < 300; k++) {
      double[] factor = random(12, random);
      product.multiplyFromLeft(factor);
      sum += StrictMath.log10(Math.abs(CommonOps_DDRM.det(DMatrixRMaj.wrap(12, 12, factor))));
    }
    double[] logarithms = product.log10SingularValues();
    assertEquals(sum, DoubleStream.of(logarithms).sum(), 1e-9);
    assertTrue(logarithms[0] - logarithms[11] > 100, "a product that a plain one would lose");
  }

  /** A unit that does not answer has a column of zeros. */
  @Test
  void aSingularFactorHasSingularValuesOfZero() {
    LegacyRandom random = new LegacyRandom(52);
    JacobianProduct product = new JacobianProduct(4);
    for (int k = 0; k < 20; k++) {
      double[] factor = random(4, random);
      for (int j = 0; j < 4; j++) {
        factor[j * 4 + 2] = 0;
      }
      product.multiplyFromLeft(factor);
    }
    double[] logarithms = product.log10SingularValues();
    assertTrue(Double.isFinite(logarithms[2]));
    assertTrue(logarithms[3] < logarithms[2] - 14, "0, or the rounding of it");
    JacobianProduct zero = new JacobianProduct(2);
    zero.multiplyFromLeft(new double[4]);
    zero.multiplyFromLeft(new double[] {1, 2, 3, 4});
    assertArrayEquals(
        new double[] {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY},
        zero.log10SingularValues());
  }

  @Test
  void aFactorThatIsNotFiniteGivesNan() {
    for (double element : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      JacobianProduct product = new JacobianProduct(2);
      product.multiplyFromLeft(new double[] {1, element, 0, 1});
      product.multiplyFromLeft(new double[] {1, 2, 3, 4});
      assertArrayEquals(new double[] {Double.NaN, Double.NaN}, product.log10SingularValues());
    }
  }
}
