package org.throughtime.model.dynamics;

import java.util.List;

/**
 * The Lyapunov exponents of a network under a sequence of inputs: the mean growth rates of small
 * changes of the state, in nats a step. There is one for each number of the state.
 *
 * <p>An exponent is minus infinity where a single step removes a change, as a relu below 0 does.
 *
 * @param exponents the largest first
 * @param standardError of the largest, from means over blocks of steps; NaN where that exponent is
 *     not finite
 */
public record LyapunovSpectrum(List<Double> exponents, double standardError) {
  public LyapunovSpectrum {
    exponents = List.copyOf(exponents);
    if (exponents.isEmpty()) {
      throw new IllegalArgumentException("a spectrum needs at least one exponent");
    }
  }

  /** The largest exponent: above 0, nearby states separate. */
  public double largest() {
    return exponents.get(0);
  }

  /** The second largest; NaN where the state is one number. */
  public double second() {
    return exponents.size() > 1 ? exponents.get(1) : Double.NaN;
  }

  /** The sum of all: the mean growth of a volume of states. */
  public double sum() {
    return exponents.stream().reduce(0.0, Double::sum);
  }

  /**
   * The Kaplan-Yorke dimension (Kaplan &amp; Yorke 1979): j + (the sum of the j largest exponents)
   * / |the next exponent|, where j is the largest number with a sum of at least 0. It is 0 where
   * the largest exponent is negative, and the size of the state where every sum is at least 0.
   */
  public double kaplanYorke() {
    double sum = 0;
    for (int j = 0; j < exponents.size(); j++) {
      double next = exponents.get(j);
      if (sum + next < 0) {
        return j + sum / Math.abs(next);
      }
      sum += next;
    }
    return exponents.size();
  }
}
