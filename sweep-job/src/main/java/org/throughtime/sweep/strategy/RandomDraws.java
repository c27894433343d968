package org.throughtime.sweep.strategy;

import org.throughtime.model.random.LegacyRandom;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * Random search (J. Bergstra and Y. Bengio, Random search for hyper-parameter optimization, 2012):
 * the object {@code search.random} of a sweep file.
 *
 * <p>A draw takes a number of the stream for every distribution of the block, so the first ten of
 * twenty draws are those of ten.
 */
public final class RandomDraws implements SamplerKind {
  @Override
  public String key() {
    return "random";
  }

  @Override
  public String example() {
    return DrawnSettings.EXAMPLE;
  }

  @Override
  public Sampler read(ConfigBlock block, Layers layers) {
    return new DrawnRuns(block, layers, RandomDraws::points);
  }

  private static double[][] points(int draws, int flags, LegacyRandom random) {
    double[][] points = new double[draws][flags];
    for (double[] draw : points) {
      for (int flag = 0; flag < flags; flag++) {
        draw[flag] = random.nextDouble();
      }
    }
    return points;
  }
}
