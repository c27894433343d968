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

  /** The same, widened to round ends: to a fifth of its size, rounded to 1, 2 or 5. */
  public Range rounded() {
    if (high == low) {
      return this;
    }
    double rough = (high - low) / 5;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = decade * (rough / decade < 2 ? 1 : rough / decade < 5 ? 2 : 5);
    return new Range(Math.floor(low / step) * step, Math.ceil(high / step) * step);
  }

  /** The same, widened to powers of 10; of ends above 0. */
  public Range decades() {
    return new Range(
        Math.pow(10, Math.floor(Math.log10(low))), Math.pow(10, Math.ceil(Math.log10(high))));
  }

  /** Where a value lies, 0 at the low end and 1 at the high one; .5 where they are the same. */
  public double share(double value) {
    return high == low ? .5 : (value - low) / (high - low);
  }
}
