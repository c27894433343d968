package org.throughtime.model.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableNumberTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0",
        "-3 | -3",
        "50000 | 50,000",
        "-12345678 | -12,345,678",
        "0.123456 | 0.1235",
        "99.9912 | 99.99",
        "-1.5 | -1.5",
        "4253.7 | 4,254",
        "12345.6 | 12,350",
        "0.0001 | 0.0001",
        "0.00001234567 | 1.235e-5",
        "1234567.8 | 1.235e6",
        "NaN | nan",
        "-Infinity | -inf"
      })
  void aNumberByItselfHasFourDigits(double value, String text) {
    assertEquals(text, ReadableNumber.significant(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 2 | 0.00",
        "25.9 | 2 | 25.90",
        "0.09724 | 4 | 0.0972",
        "1571 | 0 | 1,571",
        "-4253.75 | 1 | -4,253.8",
        "0.004 | 2 | 4.0e-03",
        "0.005 | 2 | 0.01",
        "1e6 | 2 | 1.0e+06",
        "NaN | 2 | nan",
        "Infinity | 2 | inf"
      })
  void aNumberOfAColumnHasItsDecimals(double value, int decimals, String text) {
    assertEquals(text, ReadableNumber.fixed(value, decimals));
  }

  @Test
  void wholeNumbersHaveCommas() {
    assertEquals("999", ReadableNumber.count(999));
    assertEquals("400,000", ReadableNumber.count(400_000));
  }
}
