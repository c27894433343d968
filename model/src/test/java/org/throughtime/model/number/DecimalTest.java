package org.throughtime.model.number;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.train.RunFlags;

class DecimalTest {
  /** Java 17 itself writes the first four with other digits. */
  @ParameterizedTest
  @CsvSource({
    "8.41e21, 8.41E21",
    "2e23, 2.0E23",
    "5.684341886080802e-14, 5.684341886080802E-14",
    "1e23, 1.0E23",
    "0.1, 0.1",
    "100, 100.0",
    "-0.0, -0.0",
    "1e-3, 0.001",
    "1e7, 1.0E7",
    "4.9e-324, 4.9E-324",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void aDoubleIsTheShortestDecimalThatNamesIt(double value, String text) {
    assertEquals(text, Decimal.text(value));
    assertEquals(text, Decimal.text((Object) value));
  }

  @Test
  void aFloatIsTheShortestDecimalThatNamesIt() {
    assertEquals("8.5E9", Decimal.text(8.5e9f));
    assertEquals("2.2E-44", Decimal.text(2.2e-44f));
    assertEquals("0.1", Decimal.text(0.1f));
    assertEquals("0.1", Decimal.text((Object) 0.1f));
  }

  @Test
  void whatIsNoFloatingPointNumberIsWrittenAsItIs() {
    assertEquals("7", Decimal.text((Object) 7));
    assertEquals("mem", Decimal.text("mem"));
  }

  @Test
  void flagsAreWrittenWithTheseDigits() {
    assertEquals("8.41e+21", RunFlags.format(8.41e21));
    assertEquals("0.01", RunFlags.format(0.01));
    assertEquals("1000", RunFlags.format(1e3));
  }

  @Test
  void formattedNumbersAreRoundedFromTheseDigits() {
    assertEquals(
        "8.4e+21 -0.50 NaN 0.0",
        Decimal.format("%.1e %.2f %.1f %.1f", 8.41e21, -0.5, Double.NaN, 0.0));
    assertEquals("a 3 0.13", Decimal.format("%s %d %.2f", "a", 3, 0.125));
  }

  /** From Java 21 on, the library's own text is the same. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void laterJavasWriteTheSame() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertEquals(Double.toString(value), Decimal.text(value));
      double unit = random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      assertEquals(
          String.format(Locale.ROOT, "%.3f %.5e", unit, unit),
          Decimal.format("%.3f %.5e", unit, unit));
    }
  }
}
