package org.throughtime.model.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** tanh, sigmoid and exp against StrictMath in float64. */
class ActivationsTest {
  private static final double ULPS = 4;
  private static final double SIGMOID_ABSOLUTE = 1e-7;

  /** Coprime to every power of two: every exponent, and mantissas of every kind. */
  private static final int STRIDE = 997;

  private static final int NEIGHBOURS = 20_000;

  private interface Check {
    void of(float x);
  }

  private static void everyStride(Check check) {
    for (long bits = 0; bits < 1L << 32; bits += STRIDE) {
      check.of(Float.intBitsToFloat((int) bits));
    }
  }

  private static void everyFloat(Check check) {
    for (long bits = 0; bits < 1L << 32; bits++) {
      check.of(Float.intBitsToFloat((int) bits));
    }
  }

  private static void around(float x, Check check) {
    int bits = Float.floatToRawIntBits(Math.abs(x));
    for (int b = Math.max(0, bits - NEIGHBOURS); b <= bits + NEIGHBOURS; b++) {
      check.of(Float.intBitsToFloat(b));
      check.of(-Float.intBitsToFloat(b));
    }
  }

  /** Where the argument's nearest multiple of {@code period} changes, up to {@code most}. */
  private static void aroundReductions(double period, double most, Check check) {
    for (double x = period / 2; x < most; x += period) {
      around((float) x, check);
    }
  }

  private static void tanhIsRight(float x) {
    float y = Activations.tanh(x);
    if (Float.isNaN(x)) {
      assertTrue(Float.isNaN(y), "NaN stays NaN");
      return;
    }
    double exact = StrictMath.tanh((double) x);
    if (!(Math.abs(y - exact) <= ULPS * Math.ulp((float) exact)) || !(Math.abs(y) <= 1)) {
      fail("tanh(" + x + ") = " + exact + ", not " + y);
    }
    if (Float.floatToRawIntBits(-y) != Float.floatToRawIntBits(Activations.tanh(-x))) {
      fail("tanh(-" + x + ") is not -tanh(" + x + ")");
    }
  }

  private static void sigmoidIsRight(float x) {
    float y = Activations.sigmoid(x);
    if (Float.isNaN(x)) {
      assertTrue(Float.isNaN(y), "NaN stays NaN");
      return;
    }
    double exact = 1 / (1 + StrictMath.exp(-(double) x));
    double bound = Math.max(ULPS * Math.ulp((float) exact), SIGMOID_ABSOLUTE);
    if (!(Math.abs(y - exact) <= bound) || !(y > 0 && y <= 1)) {
      fail("sigmoid(" + x + ") = " + exact + ", not " + y);
    }
  }

  private static void expIsRight(float x) {
    float y = Activations.exp(x);
    if (Float.isNaN(x)) {
      assertTrue(Float.isNaN(y), "NaN stays NaN");
      return;
    }
    double exact = StrictMath.exp(Math.max(-87, Math.min(87, (double) x)));
    if (!(Math.abs(y - exact) <= ULPS * Math.ulp((float) exact))) {
      fail("exp(" + x + ") = " + exact + ", not " + y);
    }
  }

  @Test
  void tanhEverywhere() {
    everyStride(ActivationsTest::tanhIsRight);
  }

  @Test
  void tanhAroundZeroAndWhereItSaturates() {
    around(0f, ActivationsTest::tanhIsRight);
    for (float x = 9f; x <= 9.03f; x = Math.nextUp(x)) {
      tanhIsRight(x);
    }
    assertEquals(1f, Activations.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1f, Activations.tanh(Float.NEGATIVE_INFINITY));
  }

  @Test
  void tanhWhereItsReductionChanges() {
    aroundReductions(Math.log(2) / 2, 9.1, ActivationsTest::tanhIsRight);
  }

  @Test
  void sigmoidEverywhere() {
    everyStride(ActivationsTest::sigmoidIsRight);
    around(0f, ActivationsTest::sigmoidIsRight);
  }

  @Test
  void expEverywhere() {
    everyStride(ActivationsTest::expIsRight);
    around(0f, ActivationsTest::expIsRight);
    around(87f, ActivationsTest::expIsRight);
    for (double x = Math.log(2) / 2; x < 87; x += 16 * Math.log(2)) {
      around((float) x, ActivationsTest::expIsRight);
    }
  }

  /**
   * All 2^32 floats; minutes, so only where asked for: {@code mvn -pl model test
   * -Dtest=ActivationsTest -DexcludedGroups=}.
   */
  @Test
  @Tag("exhaustive")
  void tanhOfEveryFloat() {
    everyFloat(ActivationsTest::tanhIsRight);
  }

  /** As {@link #tanhOfEveryFloat}. */
  @Test
  @Tag("exhaustive")
  void sigmoidOfEveryFloat() {
    everyFloat(ActivationsTest::sigmoidIsRight);
  }

  /** As {@link #tanhOfEveryFloat}. */
  @Test
  @Tag("exhaustive")
  void expOfEveryFloat() {
    everyFloat(ActivationsTest::expIsRight);
  }
}
