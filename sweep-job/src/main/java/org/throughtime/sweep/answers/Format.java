package org.throughtime.sweep.answers;

import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.throughtime.model.number.Decimal;
import org.throughtime.model.number.ReadableNumber;

/** How a number is written, here and by Spark SQL: its format_string is Java's formatter. */
enum Format {
  /** Whole numbers, with commas. */
  COUNT("%,d", -1),
  /** The same, and a word for 0: "at none of 24 checkpoints". */
  COUNT_OR_NONE("%,d", -1) {
    @Override
    String text(double value) {
      return value == 0 ? NONE : COUNT.text(value);
    }

    @Override
    String sql(String expression) {
      return "if(" + expression + " = 0, '" + NONE + "', " + COUNT.sql(expression) + ")";
    }
  },
  /** A share in percent, or a factor. */
  ONE("%.1f", 1),
  /** Orders of magnitude, correlations. */
  TWO("%.2f", 2),
  /** Metrics in [0, 1]. */
  THREE("%.3f", 3),
  /** Norms and losses, of any size, to three digits. */
  DIGITS("%.3g", -1),
  /** The same from 1,000 on: there three digits would need a power of ten. */
  LARGE("%,.0f", 0);

  private static final String NONE = "none";
  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final double LARGE_FROM = 999.5;
  private static final double LARGE_TO = 1e7;

  private final String pattern;
  private final int decimals;

  Format(String pattern, int decimals) {
    this.pattern = pattern;
    this.decimals = decimals;
  }

  /** How it writes a number of this size. */
  Format at(double value) {
    return this == DIGITS && Math.abs(value) >= LARGE_FROM && Math.abs(value) < LARGE_TO
        ? LARGE
        : this;
  }

  /** A finite number as a text. */
  String text(double value) {
    if (this == COUNT) {
      return ReadableNumber.count((long) value);
    }
    // rounded first, so that there is no -0.00, and the same from every Java
    double shown =
        decimals < 0
            ? Decimal.of(value).round(THREE_DIGITS).doubleValue()
            : Decimal.of(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
    return String.format(Locale.US, pattern, shown);
  }

  /** The SQL expression of the same text. */
  String sql(String expression) {
    String shown = decimals < 0 ? expression : "round(" + expression + ", " + decimals + ")";
    return "format_string('" + pattern + "', " + shown + ")";
  }
}
