package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * Random search (J. Bergstra and Y. Bengio, Random search for hyper-parameter optimization, 2012):
 * one block of {@code search.random}.
 *
 * <p>A draw takes a number of the stream for every distribution of the block, in the order of
 * {@link RunFlags#NAMES}, whether its condition holds or not. A setting that an earlier draw has is
 * drawn anew. So the first ten of twenty draws are those of ten.
 */
final class RandomDraws implements Sampler {
  static final SamplerKind KIND = new SamplerKind("search.random", "draws = ...", RandomDraws::new);

  /** So many draws in a row that were there before are enough: then there are no more settings. */
  private static final int MOST_ATTEMPTS = 1000;

  private final String path;

  private final DrawnSettings settings;
  private final List<Grid> draws = new ArrayList<>();

  /**
   * Reads a block.
   *
   * @throws ConfigurationException where a key is no flag, or nothing can be drawn
   */
  private RandomDraws(ConfigBlock block, Layers layers) {
    this.path = block.path();
    this.settings = new DrawnSettings(block, layers);
    LegacyRandom random = new LegacyRandom(settings.seed());
    Set<List<String>> known = new HashSet<>();
    Optional<Grid> next = next(1, random, known);
    while (next.isPresent()) {
      draws.add(next.get());
      int draw = draws.size() + 1;
      next = draw > settings.draws() ? Optional.empty() : next(draw, random, known);
    }
  }

  /** The next setting that is not known; empty where none is found. */
  private Optional<Grid> next(int draw, LegacyRandom random, Set<List<String>> known) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (DrawnFlag flag : settings.flags()) {
        values.put(flag.flag(), flag.distribution().draw(random.nextDouble()));
      }
      Grid runs = settings.runs(draw, values);
      if (known.add(settings.key(runs.one()))) {
        return Optional.of(runs);
      }
    }
    return Optional.empty();
  }

  @Override
  public double size() {
    return draws.stream().mapToDouble(Grid::size).sum();
  }

  @Override
  public List<Proposal> first() {
    return draws.stream().flatMap(grid -> grid.first().stream()).toList();
  }

  @Override
  public Optional<String> describe() {
    String flags = DrawnSettings.names(settings.flags());
    String fewer = "; no more of the %s draws differ from these".formatted(settings.draws());
    return Optional.of(
        "%s: %s runs, %s draws of %s".formatted(path, (long) size(), draws.size(), flags)
            + (draws.size() < settings.draws() ? fewer : ""));
  }
}
