package org.throughtime.model.dynamics;

import java.util.List;

/**
 * The Lyapunov exponents of a network under a sequence of inputs: the mean growth of a small change
 * of the state, in nats a step, in each of as many directions as the state has numbers.
 *
 * <p>An exponent is minus infinity where a change is forgotten at once, as it is by a unit of a
 * relu that stays below 0.
 *
 * @param exponents the largest first
 * @param standardError of the largest, from means over blocks of steps
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

  /** The second one; NaN where the state is one number. */
  public double second() {
    return exponents.size() > 1 ? exponents.get(1) : Double.NaN;
  }

  /** The sum of all: the mean growth of a volume of states. */
  public double sum() {
    return exponents.stream().reduce(0.0, Double::sum);
  }

  /**
   * The Kaplan-Yorke dimension: j + (the sum of the j largest exponents) / |the next one|, for the
   * largest j with a sum that is not negative (Kaplan &amp; Yorke 1979). 0 where the largest
   * exponent is negative, the size of the state where no sum is.
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
