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

  /**
   * The same where numbers of four digits tell its ticks apart, else widened about its middle until
   * they do: by a tenth of the value where it is one value, or by 1 where that is 0.
   */
  public Range readable() {
    double size = Math.max(Math.abs(low), Math.abs(high));
    double least =
        size == 0 ? 2 : high == low ? .2 * size : 1e-2 * Math.pow(10, Math.floor(Math.log10(size)));
    double middle = low + (high - low) / 2;
    return high - low >= least ? this : new Range(middle - least / 2, middle + least / 2);
  }

  /** The same for a logarithmic axis, on which one value is widened by a factor of 10. */
  public Range readableByFactors() {
    return high == low ? new Range(low / 10, high * 10) : this;
  }

  /**
   * The same, widened to round ends: where it can be, to multiples of the step that an axis takes
   * to divide it into about five parts, so that the ends are ticks like the others.
   */
  public Range rounded() {
    if (high == low) {
      return this;
    }
    double decade = Math.pow(10, Math.floor(Math.log10((high - low) / 5)));
    for (double round : new double[] {1, 2, 3, 5, 10, 20}) {
      Range widened = to(decade * round);
      if (Math.abs(widened.tickStep() / (decade * round) - 1) < 1e-9) {
        return widened;
      }
    }
    return to(tickStep());
  }

  private Range to(double step) {
    return new Range(Math.floor(low / step) * step, Math.ceil(high / step) * step);
  }

  /** Between ticks: 1, 2, 3, 5 or 10 times a power of 10, the one next to a fifth of the range. */
  private double tickStep() {
    double rough = (high - low) / 5;
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / decade + 1e-9;
    return decade * (share < 1.5 ? 1 : share < 2.5 ? 2 : share < 4 ? 3 : share < 7 ? 5 : 10);
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
