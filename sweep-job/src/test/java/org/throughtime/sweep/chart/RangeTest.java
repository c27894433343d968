package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
  void anEmptyOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Range(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 0));
  }
}
