package org.throughtime.sweep.strategy;

import java.util.Arrays;
import org.apache.commons.math3.special.Erf;
import org.throughtime.model.random.LegacyRandom;

/**
 * How likely each value of one flag is among some settings (Bergstra et al., 2011, section 4).
 * Values are positions in [0, 1), see {@link Distribution#position}.
 */
interface ParzenDensity {
  /** A position drawn from it. */
  double sample(LegacyRandom random);

  /** The density at a position. */
  double at(double position);

  /**
   * That of a flag.
   *
   * @param distribution what its values are drawn from, which counts as one setting more
   * @param positions of its value in each of the settings, in any order
   */
  static ParzenDensity of(Distribution distribution, double[] positions) {
    return distribution instanceof Distribution.Choice choice
        ? Counts.of(choice.values().size(), positions)
        : Mixture.of(positions);
  }

  /**
   * Of one among several: what was chosen counts, and each once more.
   *
   * @param weights by choice; they sum to 1
   */
  record Counts(double[] weights) implements ParzenDensity {
    static Counts of(int choices, double[] positions) {
      double[] weights = new double[choices];
      Arrays.fill(weights, 1);
      for (double position : positions) {
        weights[(int) (position * choices)]++;
      }
      double sum = choices + positions.length;
      return new Counts(Arrays.stream(weights).map(weight -> weight / sum).toArray());
    }

    @Override
    public double sample(LegacyRandom random) {
      double left = random.nextDouble();
      int choice = 0;
      while (choice < weights.length - 1 && left >= weights[choice]) {
        left -= weights[choice++];
      }
      return (choice + .5) / weights.length;
    }

    @Override
    public double at(double position) {
      return weights[(int) (position * weights.length)];
    }
  }

  /**
   * Of numbers: a uniform density and a Gaussian at each position, cut at 0 and 1, all of the same
   * weight.
   *
   * @param means ascending
   * @param deviations the distance to the farther neighbour, within bounds
   * @param inside the part of each Gaussian between 0 and 1
   */
  record Mixture(double[] means, double[] deviations, double[] inside) implements ParzenDensity {
    /** Of so many settings at most the number narrows the Gaussians. */
    private static final int MOST = 100;

    static Mixture of(double[] positions) {
      double[] means = positions.clone();
      Arrays.sort(means);
      int n = means.length;
      double[] deviations = new double[n];
      double[] inside = new double[n];
      for (int i = 0; i < n; i++) {
        double left = i > 0 ? means[i] - means[i - 1] : n > 1 ? 0 : means[i];
        double right = i < n - 1 ? means[i + 1] - means[i] : n > 1 ? 0 : 1 - means[i];
        deviations[i] = Math.max(Math.max(left, right), 1.0 / Math.min(MOST, 1 + n));
        double scale = deviations[i] * Math.sqrt(2);
        inside[i] = Erf.erf(-means[i] / scale, (1 - means[i]) / scale) / 2;
      }
      return new Mixture(means, deviations, inside);
    }

    @Override
    public double sample(LegacyRandom random) {
      int component = (int) (random.nextDouble() * (means.length + 1));
      if (component == means.length) {
        return random.nextDouble();
      }
      double drawn;
      do {
        drawn = means[component] + deviations[component] * random.gauss();
      } while (drawn < 0 || drawn >= 1);
      return drawn;
    }

    @Override
    public double at(double position) {
      double sum = 1;
      for (int i = 0; i < means.length; i++) {
        double z = (position - means[i]) / deviations[i];
        sum += StrictMath.exp(-z * z / 2) / (deviations[i] * Math.sqrt(2 * Math.PI) * inside[i]);
      }
      return sum / (means.length + 1);
    }
  }
}
