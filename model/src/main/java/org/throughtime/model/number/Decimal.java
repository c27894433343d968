package org.throughtime.model.number;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Floating-point numbers as decimals: the shortest that names the number, after Raffaello
 * Giulietti, The Schubfach way to render doubles (2020).
 *
 * <p>{@code Double.toString} gives these since Java 19 and {@code String.format} since Java 21.
 * Before, both may give more digits than are needed. Whatever is kept or compared as text comes
 * from here, so that every Java writes the same bytes.
 */
public final class Decimal {
  private Decimal() {}

  /** As {@code Double.toString} of Java 19. */
  public static String text(double value) {
    return NumberOutput.toString(value, true);
  }

  /** As {@code Float.toString} of Java 19. */
  public static String text(float value) {
    return NumberOutput.toString(value, true);
  }

  /** A value as {@code toString} writes it in Java 19: a number of any type, or something else. */
  public static String text(Object value) {
    if (value instanceof Double number) {
      return text(number.doubleValue());
    }
    return value instanceof Float number ? text(number.floatValue()) : value.toString();
  }

  /**
   * The decimal that {@link #text(double)} writes.
   *
   * @throws NumberFormatException if the number is not finite
   */
  public static BigDecimal of(double value) {
    return new BigDecimal(text(value));
  }

  /**
   * Formats numbers as {@code String.format} of Java 21 does, in the root locale.
   *
   * @param format for {@link java.util.Formatter}, doubles as {@code e} or {@code f}
   * @param values its arguments
   */
  public static String format(String format, Object... values) {
    Object[] exact = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      exact[i] = values[i] instanceof Double value ? rounded(value) : values[i];
    }
    return String.format(Locale.ROOT, format, exact);
  }

  /** A decimal has no NaN, no infinity and no zero below zero. */
  private static Number rounded(double value) {
    return Double.isFinite(value) && value != 0 ? of(value) : value;
  }
}
