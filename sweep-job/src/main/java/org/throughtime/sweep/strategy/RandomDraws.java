package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * Random search (J. Bergstra and Y. Bengio, Random search for hyper-parameter optimization, 2012):
 * the object {@code search.random} of a sweep file.
 *
 * <p>Each draw takes one number of the stream for every distribution of the block. A setting that
 * an earlier draw has is replaced by a new draw. So the first ten of twenty draws equal those of a
 * search with ten.
 */
public final class RandomDraws implements SamplerKind {
  /**
   * So many draws in a row that repeat earlier ones are enough: then there are no more settings.
   */
  private static final int MOST_ATTEMPTS = 1000;

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
    DrawnSettings settings = new DrawnSettings(block, layers);
    LegacyRandom random = new LegacyRandom(settings.seed());
    Set<List<String>> known = new HashSet<>();
    List<Grid> draws = new ArrayList<>();
    Optional<Grid> next = next(1, settings, random, known);
    while (next.isPresent()) {
      draws.add(next.get());
      int draw = draws.size() + 1;
      next = draw > settings.draws() ? Optional.empty() : next(draw, settings, random, known);
    }
    return new DrawnRuns(block.path(), settings, draws);
  }

  /** The next setting that is not known; empty where none is found. */
  private static Optional<Grid> next(
      int draw, DrawnSettings settings, LegacyRandom random, Set<List<String>> known) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      double[] point = settings.flags().stream().mapToDouble(flag -> random.nextDouble()).toArray();
      Grid runs = settings.runs(draw, point);
      if (known.add(settings.key(runs.one()))) {
        return Optional.of(runs);
      }
    }
    return Optional.empty();
  }
}
