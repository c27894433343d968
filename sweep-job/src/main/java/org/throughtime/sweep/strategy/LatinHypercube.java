package org.throughtime.sweep.strategy;

import org.throughtime.model.random.LegacyRandom;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * Latin hypercube sampling (M. McKay, R. Beckman and W. Conover, A comparison of three methods for
 * selecting values of input variables in the analysis of output from a computer code, 1979): the
 * object {@code search.latin} of a sweep file.
 *
 * <p>The range of every drawn flag is cut into as many equally likely parts as there are draws, and
 * each part has one draw. So N draws cover each flag alone as evenly as N points can, where N
 * independent draws leave about a third of the parts empty. The parts depend on N: another number
 * of draws gives other settings.
 */
public final class LatinHypercube implements SamplerKind {
  @Override
  public String key() {
    return "latin";
  }

  @Override
  public String example() {
    return DrawnSettings.EXAMPLE;
  }

  @Override
  public Sampler read(ConfigBlock block, Layers layers) {
    return new DrawnRuns(block, layers, LatinHypercube::points);
  }

  /** For one flag after the other, which draw has which part, then where in it each draw lies. */
  static double[][] points(int draws, int flags, LegacyRandom random) {
    double[][] points = new double[draws][flags];
    for (int flag = 0; flag < flags; flag++) {
      int[] parts = random.permutation(draws);
      for (int draw = 0; draw < draws; draw++) {
        double point = (parts[draw] + random.nextDouble()) / draws;
        // Rounding must not take it into the next part.
        points[draw][flag] = Math.min(point, Math.nextDown((parts[draw] + 1.0) / draws));
      }
    }
    return points;
  }
}
