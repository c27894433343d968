package org.throughtime.sweep.artifact;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Floating-point numbers as Python's format specification {@code f} writes them.
 *
 * <p>Java's own {@code %.3f} rounds the shortest decimal that names the double, half up; Python
 * rounds the double's exact value, half to even. The two differ in the last digit often enough to
 * show in a log.
 */
final class PythonFloat {
  private PythonFloat() {}

  /** {@code .<decimals>f}. */
  static String fixed(double value, int decimals) {
    return sign(value) + magnitude(value, decimals);
  }

  /** {@code <width>.<decimals>f}: right-aligned with spaces. */
  static String padded(double value, int width, int decimals) {
    String text = fixed(value, decimals);
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** {@code 0<width>.<decimals>f}: zeros between sign and digits, before nan and inf too. */
  static String zeroPadded(double value, int width, int decimals) {
    String sign = sign(value);
    String magnitude = magnitude(value, decimals);
    return sign + "0".repeat(Math.max(0, width - sign.length() - magnitude.length())) + magnitude;
  }

  private static String sign(double value) {
    boolean negative = !Double.isNaN(value) && Math.copySign(1, value) < 0;
    return negative ? "-" : "";
  }

  private static String magnitude(double value, int decimals) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return "inf";
    }
    return new BigDecimal(Math.abs(value))
        .setScale(decimals, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
