package org.throughtime.sweep.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignificantTest {
  @ParameterizedTest
  @CsvSource({
    "0,0",
    "-3,-3",
    "50000,50000",
    "0.123456,0.1235",
    "99.9912,99.99",
    "-1.5,-1.5",
    "0.0001,0.0001",
    "0.00001234567,1.235e-5",
    "1234567.8,1.235e6",
    "NaN,nan",
    "-Infinity,-inf"
  })
  void numbersHaveFourDigits(double value, String text) {
    assertEquals(text, Significant.text(value));
  }

  @Test
  void roundingKeepsWholeNumbersAndWhatIsNotFinite() {
    assertEquals(123456, Significant.round(123456));
    assertEquals(0.1235, Significant.round(0.123456));
    assertEquals(Double.NaN, Significant.round(Double.NaN));
  }
}
