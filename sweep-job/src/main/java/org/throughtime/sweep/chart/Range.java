package org.throughtime.sweep.chart;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * From where to where values go, both ends included.
 *
 * @param low finite
 * @param high finite, at least {@code low}
 */
public record Range(double low, double high) {
  public Range {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low <= high)) {
      throw new IllegalArgumentException("no range: from " + low + " to " + high);
    }
  }

  /** That of the finite ones among values; empty where there is none. */
  public static Optional<Range> of(DoubleStream values) {
    var summary = values.filter(Double::isFinite).summaryStatistics();
    return summary.getCount() == 0
        ? Optional.empty()
        : Optional.of(new Range(summary.getMin(), summary.getMax()));
  }

  /** That of values above 0, which is what a logarithmic axis shows. */
  public static Optional<Range> ofPositive(DoubleStream values) {
    return of(values.filter(value -> value > 0));
  }

  /** The smallest that holds both. */
  public Range and(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  /** Where a value lies, 0 at the low end and 1 at the high one; .5 where they are the same. */
  public double share(double value) {
    return high == low ? .5 : (value - low) / (high - low);
  }
}
