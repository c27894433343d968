package org.throughtime.model.train;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.throughtime.model.metric.Direction;
import org.throughtime.model.metric.Metric;

/**
 * The rule for every decision that compares runs by a metric, stops them by it, or changes what
 * they do. The direction of the metric says which of two values is preferred. A value that is not
 * finite is never preferred.
 *
 * <p>A validation metric counts only if the valid_nll of its checkpoint is finite. The course's
 * program counts an output as wrong if |y - yhat| &gt; err_abs, which is false for NaN, and treats
 * a NaN among logits as class 0. So valid_error can be 0 % although the network computes nothing
 * useful. The log, the NPZ file and the tables show that number, but no decision may use it.
 */
public final class Preference {
  private Preference() {}

  /**
   * Orders the values of a metric: finite values, the best first; then all others, of which none is
   * before another.
   *
   * @throws IllegalArgumentException where the metric has no direction
   */
  public static Comparator<Double> bestFirst(Metric<?, ?> metric) {
    Comparator<Double> order = Comparator.comparing(value -> Double.isFinite(value) ? value : 0);
    return Comparator.comparing((Double value) -> !Double.isFinite(value))
        .thenComparing(isHigherBetter(metric) ? order.reversed() : order);
  }

  /** The best of the finite values; empty where there are none. */
  public static OptionalDouble best(Metric<?, ?> metric, DoubleStream values) {
    DoubleStream finite = values.filter(Double::isFinite);
    return isHigherBetter(metric) ? finite.max() : finite.min();
  }

  /**
   * Whether a value is finite and meets a bound: it is below the bound where lower values are
   * better, and at least the bound where higher values are.
   */
  public static boolean meets(Metric<?, ?> metric, double bound, double value) {
    return Double.isFinite(value) && (isHigherBetter(metric) ? value >= bound : value < bound);
  }

  /** The words before a bound that values of a metric have to meet: below, or at least. */
  public static String bound(Metric<?, ?> metric) {
    return isHigherBetter(metric) ? "at least" : "below";
  }

  /**
   * Whether higher values of a metric are better.
   *
   * @throws IllegalArgumentException where the metric has no direction
   */
  public static boolean isHigherBetter(Metric<?, ?> metric) {
    if (metric.direction() == Direction.NONE) {
      throw new IllegalArgumentException("runs cannot be compared by " + metric.name());
    }
    return metric.direction() == Direction.HIGHER_IS_BETTER;
  }

  /** Whether the validation metrics of a checkpoint count. */
  public static boolean counts(double validNll) {
    return Double.isFinite(validNll);
  }

  /** The value where it is finite, else NaN. */
  public static double of(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The value of a metric where it and the valid_nll of its checkpoint are finite, else NaN. */
  public static double of(double value, double validNll) {
    return counts(validNll) ? of(value) : Double.NaN;
  }

  /** Whether a metric counts, and is below a bound. */
  static boolean isBelow(double bound, double value, double validNll) {
    return of(value, validNll) < bound;
  }

  /** The lowest valid error so far, percent: that of a checkpoint that does not count stays out. */
  public static double best(double bestBefore, double validError, double validNll) {
    return isBelow(bestBefore, validError, validNll) ? validError : bestBefore;
  }
}
