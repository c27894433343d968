package org.throughtime.sweep.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers to as many digits as a chart shows. */
public final class Significant {
  private static final MathContext FOUR = new MathContext(4);

  private Significant() {}

  /** The number to four significant digits; what is not finite stays as it is. */
  public static double round(double value) {
    return Double.isFinite(value) && value != Math.rint(value)
        ? new BigDecimal(value).round(FOUR).doubleValue()
        : value;
  }
}
