package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RangeTest {
  @Test
  void whatIsNotFiniteCountsNeitherWay() {
    assertEquals(
        Optional.of(new Range(-1, 2)),
        Range.of(DoubleStream.of(Double.NaN, 2, -1, Double.POSITIVE_INFINITY)));
    assertEquals(Optional.empty(), Range.of(DoubleStream.of(Double.NaN)));
    assertEquals(Optional.of(new Range(2, 2)), Range.ofPositive(DoubleStream.of(0, 2, -1)));
  }

  @Test
  void roundEndsHoldTheRange() {
    assertEquals(new Range(0, 2), new Range(.09, 1.81).rounded());
    assertEquals(new Range(-6, -4), new Range(-5.97, -4.02).rounded());
    assertEquals(new Range(0, 180), new Range(0, 152).rounded());
    assertEquals(new Range(.01, 1000), new Range(.013, 817).decades());
  }

  @Test
  void everyRangeHasRoundEndsThatAreNotFarOut() {
    for (int i = 0; i < 20_000; i++) {
      double low = Math.sin(i) * Math.pow(10, i % 9 - 4);
      double high = low + (1.001 + Math.cos(i * i)) * Math.pow(10, i % 7 - 3);
      Range rounded = new Range(low, high).rounded();
      double slack = 1e-9 * (Math.abs(low) + Math.abs(high));
      assertTrue(rounded.low() <= low + slack && rounded.high() >= high - slack, rounded::toString);
      assertTrue(rounded.high() - rounded.low() < 3 * (high - low), rounded::toString);
    }
  }

  @Test
  void aRangeThatNoTicksCouldBeReadOnIsWidened() {
    assertEquals(new Range(-1, 1), new Range(0, 0).readable());
    assertEquals(new Range(90, 110), new Range(100, 100).readable());
    assertEquals(new Range(-110, -90), new Range(-100, -100).readable());
    Range nearly = new Range(.7, .7001).readable();
    assertEquals(.69955, nearly.low(), 1e-9);
    assertEquals(.70055, nearly.high(), 1e-9);
    assertEquals(new Range(.7, .8), new Range(.7, .8).readable());
    assertEquals(new Range(.1, 10), new Range(1, 1).readableByFactors());
  }

  @Test
  void anAxisOfOneValueIsWidenedHoweverItComesByIt() {
    assertEquals(Optional.of(new Range(90, 110)), Axis.linear("x").within(100, 100).range());
    double[] once = {20};
    LineChart point =
        new LineChart(
            "one point",
            Axis.linear("iteration"),
            Axis.log("norm"),
            List.of(new Points("norm", once, new double[] {5})));
    assertEquals(Optional.of(new Range(18, 22)), point.x().range());
    assertEquals(Optional.of(new Range(.5, 50)), point.y().range());
    LineChart gap =
        new LineChart(
            "nothing",
            Axis.linear("x"),
            Axis.linear("y"),
            List.of(new Points("y", once, new double[] {Double.NaN})));
    assertEquals(Optional.of(new Range(0, 1)), gap.y().range());
    LineChart zeros =
        new LineChart(
            "no logarithm",
            Axis.linear("x"),
            Axis.log("norm"),
            List.of(new Points("norm", once, new double[] {0})));
    assertEquals(Optional.of(new Range(1, 10)), zeros.y().range());
  }

  /** Of any size, from the smallest to the largest, with 0. */
  @Provide
  Arbitrary<Double> numbers() {
    Arbitrary<Double> sized =
        Combinators.combine(
                Arbitraries.doubles().between(-9.99, 9.99),
                Arbitraries.integers().between(-325, 307))
            .as((digits, exponent) -> digits * Math.pow(10, exponent));
    return Arbitraries.oneOf(
        sized,
        Arbitraries.of(
            0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            1.0,
            20.0,
            Double.MAX_VALUE,
            -Double.MAX_VALUE));
  }

  /** The widest steps of these are beyond the largest number. */
  @Property(tries = 1000)
  void theWidestRangesHaveAWidthAndFiniteEnds(
      @ForAll @DoubleRange(min = .01, max = 1) double low,
      @ForAll @DoubleRange(min = .01, max = 1) double high) {
    Range range = new Range(-low * Double.MAX_VALUE, high * Double.MAX_VALUE);
    assertHolds(range, range.rounded());
    assertHolds(range, range.rounded().readable());
  }

  @Property(tries = 1000)
  void whateverIsShownHasAWidthAndFiniteEnds(
      @ForAll("numbers") Double a,
      @ForAll("numbers") Double b,
      @ForAll @IntRange(min = 0, max = 16) int near) {
    List<Range> ranges =
        List.of(new Range(a, a), ordered(a, b), ordered(a, a * (1 + Math.pow(10, -near))));
    for (Range range : ranges) {
      assertHolds(range, range.readable());
      assertHolds(range, range.rounded().readable());
      if (range.low() >= Double.MIN_NORMAL) {
        assertHolds(range, range.readableByFactors());
        assertHolds(range, range.decades().readableByFactors());
        assertTrue(range.readableByFactors().low() > 0, range::toString);
      }
    }
  }

  private static Range ordered(double a, double b) {
    double finite = Double.isFinite(b) ? b : a;
    return new Range(Math.min(a, finite), Math.max(a, finite));
  }

  private static void assertHolds(Range values, Range shown) {
    assertTrue(shown.low() < shown.high(), () -> values + " is shown as " + shown);
    double slack = 1e-9 * Math.max(Math.abs(values.low()), Math.abs(values.high()));
    assertTrue(
        shown.low() <= values.low() + slack && shown.high() >= values.high() - slack,
        () -> values + " is shown as " + shown);
  }

  /** A logarithmic axis has its labels at powers of 10. */
  @Property(tries = 300)
  void aLogarithmicAxisHoldsAPowerOfTen(
      @ForAll @DoubleRange(min = 1, max = 9.99) double digits,
      @ForAll @IntRange(min = -12, max = 12) int exponent,
      @ForAll @DoubleRange(min = 1, max = 20) double factor) {
    double low = digits * Math.pow(10, exponent);
    Range shown = new Range(low, low * factor).readableByFactors();
    double power = Math.pow(10, Math.ceil(Math.log10(shown.low()) - 1e-9));
    assertTrue(power <= shown.high() * (1 + 1e-9), shown::toString);
  }

  @Property(tries = 300)
  void colorsHaveAWidth(@ForAll float value, @ForAll boolean none) {
    float shown = none ? Float.NaN : value;
    HeatMap map =
        new HeatMap(
            "one value",
            Axis.linear("x"),
            Axis.linear("y"),
            Axis.linear("value"),
            new double[] {20},
            new double[] {1, 2},
            new float[][] {{shown}, {shown}});
    assertTrue(map.colors().low() < map.colors().high(), () -> "" + map.colors());
  }

  @Test
  void anEmptyOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Range(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 0));
  }
}
