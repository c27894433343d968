package org.throughtime.sweep.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Formats numbers for charts and tables: four significant digits, without trailing zeros. */
public final class Significant {
  private static final MathContext FOUR = new MathContext(4);

  private Significant() {}

  /** A number in words; nan and inf are such. */
  public static String text(double value) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e9) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR).stripTrailingZeros();
    if (size < 1e6 && size >= 1e-4) {
      return rounded.toPlainString();
    }
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** The number to four significant digits; what is not finite stays as it is. */
  public static double round(double value) {
    return Double.isFinite(value) && value != Math.rint(value)
        ? new BigDecimal(value).round(FOUR).doubleValue()
        : value;
  }
}
