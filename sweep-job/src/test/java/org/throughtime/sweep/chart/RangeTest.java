package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    assertEquals(new Range(.01, 1000), new Range(.013, 817).decades());
  }

  @Test
  void anEmptyOneIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Range(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 0));
  }
}
