package org.throughtime.model.diagnostics;

import java.util.Arrays;

/**
 * Quantiles of a sample by linear interpolation, NumPy's default and to the bit of {@code
 * numpy.quantile} for float64 input (method 7 of Hyndman &amp; Fan 1996).
 */
public final class Quantiles {
  private final double[] sorted;

  /**
   * Takes a sample.
   *
   * @param sample at least one value, in any order; where one is NaN every quantile is NaN
   * @throws IllegalArgumentException where the sample is empty
   */
  public Quantiles(double[] sample) {
    if (sample.length == 0) {
      throw new IllegalArgumentException("an empty sample has no quantiles");
    }
    this.sorted = sample.clone();
    Arrays.sort(sorted);
  }

  /**
   * The value below which the share {@code q} of the sample lies.
   *
   * @param q from 0 (the minimum) to 1 (the maximum)
   * @throws IllegalArgumentException where q is outside [0, 1]
   */
  public double at(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("a quantile must be from 0 to 1, got " + q);
    }
    int last = sorted.length - 1;
    // NaN sorts to the end
    if (Double.isNaN(sorted[last])) {
      return Double.NaN;
    }
    double position = last * q;
    int below = (int) position;
    return below == last
        ? sorted[last]
        : between(sorted[below], sorted[below + 1], position - below);
  }

  /** NumPy's _lerp: from the nearer end, so that it is monotonic and exact at both ends. */
  private static double between(double a, double b, double t) {
    double difference = b - a;
    return t >= 0.5 ? b - difference * (1 - t) : a + difference * t;
  }
}
