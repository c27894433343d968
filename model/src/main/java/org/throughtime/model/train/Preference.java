package org.throughtime.model.train;

import java.util.Comparator;

/**
 * The rule for every decision that compares runs by a metric, stops them by it, or changes what
 * they do: a lower value is preferred, and a value that is not finite never is.
 *
 * <p>A validation metric counts only where the valid_nll of its checkpoint is finite. The course's
 * program counts an output as wrong where |y - yhat| &gt; err_abs, which is false for NaN, and a
 * NaN among logits as class 0. So valid_error can be 0 % where the network computes nothing. The
 * log, the NPZ and the tables show that number; no decision may use it.
 */
public final class Preference {
  /** Finite values, the lowest first; then all others, of which none is before another. */
  public static final Comparator<Double> LOWEST_FIRST =
      Comparator.comparing((Double value) -> !Double.isFinite(value))
          .thenComparing(value -> Double.isFinite(value) ? value : 0);

  private Preference() {}

  /** The value where it is finite, else NaN. */
  public static double of(double value) {
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /** The value of a metric where it and the valid_nll of its checkpoint are finite, else NaN. */
  public static double of(double value, double validNll) {
    return Double.isFinite(validNll) ? of(value) : Double.NaN;
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
