package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SignificantTest {
  @Test
  void roundingKeepsWholeNumbersAndWhatIsNotFinite() {
    assertEquals(123456, Significant.round(123456));
    assertEquals(0.1235, Significant.round(0.123456));
    assertEquals(Double.NaN, Significant.round(Double.NaN));
  }
}
