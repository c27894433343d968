package org.throughtime.model.number;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Numbers as people read them, in text, tables and charts: commas between thousands, and words for
 * what is not finite. For what programs read there is {@link Decimal}.
 */
public final class ReadableNumber {
  private static final MathContext FOUR = new MathContext(4);

  private ReadableNumber() {}

  /** A whole number. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /**
   * A number of a column, in which all numbers have as many decimals. It has an exponent instead
   * from a million on, and where these decimals would show it as 0.
   */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return word(value);
    }
    boolean wide = Math.abs(value) >= 1e6;
    boolean tiny = value != 0 && Math.abs(value) < 0.5 * Math.pow(10, -decimals);
    return Decimal.format(wide || tiny ? "%.1e" : "%,." + decimals + "f", value);
  }

  /** A number by itself: four significant digits, without trailing zeros. */
  public static String significant(double value) {
    if (!Double.isFinite(value)) {
      return word(value);
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return count((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR).stripTrailingZeros();
    if (size < 1e6 && size >= 1e-4) {
      return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  private static String word(double value) {
    return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  }
}
