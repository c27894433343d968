package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * Random search (J. Bergstra and Y. Bengio, Random search for hyper-parameter optimization, 2012):
 * one block of {@code search.random}.
 *
 * <p>A draw takes a number of the stream for every distribution of the block, in the order of
 * {@link RunFlags#NAMES}, whether its condition holds or not: the first ten of twenty draws are
 * those of ten.
 */
final class RandomDraws implements Sampler {
  static final SamplerKind KIND = new SamplerKind("search.random", "draws = ...", RandomDraws::new);

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
    for (int draw = 1; draw <= settings.draws(); draw++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (DrawnFlag flag : settings.flags()) {
        values.put(flag.flag(), flag.distribution().draw(random.nextDouble()));
      }
      draws.add(settings.runs(draw, values));
    }
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
    return Optional.of(
        "%s: %s runs, %s draws of %s".formatted(path, (long) size(), draws.size(), flags));
  }
}
