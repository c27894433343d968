package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
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
    assertEquals(Optional.empty(), gap.y().range());
  }

  @Test
  void anEmptyOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Range(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 0));
  }
}
