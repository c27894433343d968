package org.throughtime.model.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Expected values were computed with numpy.quantile (1.24) and must agree to the bit. */
class QuantilesTest {
  private static final double[] LEVELS = {0, .05, .1, .25, 1.0 / 3, .5, .64, .9, .95, .99, 1};

  @Test
  void equalNumpys() {
    double[] sample = IntStream.range(0, 90).mapToDouble(i -> ((i * 37) % 101) / 7.0 - 5).toArray();
    assertQuantiles(
        sample,
        -5.0,
        -4.364285714285715,
        -3.5857142857142854,
        -1.5357142857142858,
        -0.33333333333333365,
        2.0714285714285716,
        3.994285714285714,
        7.7285714285714295,
        8.507142857142856,
        9.158571428571427,
        9.285714285714286);
    assertQuantiles(
        new double[] {3, -1, 2.5},
        -1.0,
        -0.6499999999999999,
        -0.29999999999999993,
        0.75,
        1.3333333333333333,
        2.5,
        2.64,
        2.9,
        2.95,
        2.99,
        3.0);
  }

  private static void assertQuantiles(double[] sample, double... expected) {
    Quantiles quantiles = new Quantiles(sample);
    for (int i = 0; i < LEVELS.length; i++) {
      assertEquals(expected[i], quantiles.at(LEVELS[i]), "quantile " + LEVELS[i]);
    }
  }

  @Test
  void oneValueIsEveryQuantile() {
    assertEquals(4, new Quantiles(new double[] {4}).at(.3));
  }

  @Test
  void oneNanMakesEveryQuantileNan() {
    assertEquals(Double.NaN, new Quantiles(new double[] {1, Double.NaN, 0}).at(0));
  }

  @Test
  void leavesTheSampleAsItIs() {
    double[] sample = {2, 1};
    new Quantiles(sample);
    assertEquals(2, sample[0]);
  }

  @Test
  void refusesWhatHasNoQuantile() {
    assertThrows(IllegalArgumentException.class, () -> new Quantiles(new double[0]));
    Quantiles quantiles = new Quantiles(new double[] {1, 2});
    assertThrows(IllegalArgumentException.class, () -> quantiles.at(-.1));
    assertThrows(IllegalArgumentException.class, () -> quantiles.at(1.1));
    assertThrows(IllegalArgumentException.class, () -> quantiles.at(Double.NaN));
  }
}
