package org.throughtime.sweep.chart;

import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The smallest and the largest value, both included.
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
   * they do: by a tenth of the value where it is one value, or by 1 where that is 0, or nearly.
   */
  public Range readable() {
    double size = Math.max(Math.abs(low), Math.abs(high));
    boolean none = size < Double.MIN_NORMAL;
    double least =
        none ? 2 : high == low ? .2 * size : 1e-2 * Math.pow(10, Math.floor(Math.log10(size)));
    double middle = none ? 0 : low + (high - low) / 2;
    return high - low >= least ? this : limited(middle - least / 2, middle + least / 2);
  }

  /**
   * The same for a logarithmic axis, whose labels stand at powers of 10: one value is widened by a
   * factor of 10, and a range without a power of 10 to the two around it.
   */
  public Range readableByFactors() {
    if (high == low) {
      return limited(
          Math.max(low / 10, Double.MIN_NORMAL), Math.max(high * 10, Double.MIN_NORMAL * 100));
    }
    return Math.ceil(Math.log10(low)) > Math.floor(Math.log10(high)) ? decades() : this;
  }

  private static Range limited(double low, double high) {
    return new Range(Math.max(low, -Double.MAX_VALUE), Math.min(high, Double.MAX_VALUE));
  }

  /**
   * The same, widened to round ends: where it can be, to multiples of the step that an axis takes
   * to divide it into about five parts, so that the ends are ticks like the others.
   */
  public Range rounded() {
    double rough = rough();
    // Of a range that is no wider than the smallest numbers, nothing is round.
    if (rough < Double.MIN_NORMAL) {
      return this;
    }
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double round : new double[] {1, 2, 3, 5, 10, 20}) {
      double step = decade * round;
      // Of a range as wide as the largest numbers, the last step is beyond them.
      if (Double.isFinite(step)) {
        Range widened = to(step);
        if (Math.abs(widened.tickStep() / step - 1) < 1e-9) {
          return widened;
        }
      }
    }
    return to(tickStep());
  }

  private Range to(double step) {
    return limited(Math.floor(low / step) * step, Math.ceil(high / step) * step);
  }

  /** Between ticks: 1, 2, 3, 5 or 10 times a power of 10, the one next to a fifth of the range. */
  private double tickStep() {
    double rough = rough();
    double decade = Math.pow(10, Math.floor(Math.log10(rough)));
    double share = rough / decade + 1e-9;
    return decade * (share < 1.5 ? 1 : share < 2.5 ? 2 : share < 4 ? 3 : share < 7 ? 5 : 10);
  }

  /** A fifth of its width, which may itself be beyond all numbers. */
  private double rough() {
    return high / 5 - low / 5;
  }

  /** The same, widened to powers of 10; of ends above 0. */
  public Range decades() {
    return limited(
        Math.max(Math.pow(10, Math.floor(Math.log10(low))), Double.MIN_NORMAL),
        Math.max(Math.pow(10, Math.ceil(Math.log10(high))), Double.MIN_NORMAL));
  }

  /** Where a value lies, 0 at the low end and 1 at the high one; .5 where they are the same. */
  public double share(double value) {
    return high == low ? .5 : (value - low) / (high - low);
  }
}
