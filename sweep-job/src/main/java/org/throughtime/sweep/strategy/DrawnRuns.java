package org.throughtime.sweep.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.sweep.config.value.ConfigBlock;

/** Runs of settings that are all drawn before any of them trains. */
public final class DrawnRuns implements Sampler {
  private final String path;
  private final DrawnSettings settings;
  private final List<Grid> draws = new ArrayList<>();

  /** Where the draws of a block lie among the values that their flags can have. */
  @FunctionalInterface
  public interface Design {
    /**
     * Chooses the points, as a function of the arguments alone.
     *
     * @param random a new stream of the block's {@code draw-seed}
     * @return {@code (draws, flags)}: positions in [0, 1), each the argument of {@link
     *     Distribution#draw}
     */
    double[][] points(int draws, int flags, LegacyRandom random);
  }

  /**
   * Reads a block.
   *
   * @param block see {@link DrawnSettings}
   * @param design has a column for every drawn flag, in the order of {@link DrawnSettings#flags},
   *     whether its condition holds or not
   * @throws org.throughtime.sweep.config.value.ConfigurationException where a key is no flag, or
   *     nothing can be drawn
   */
  public DrawnRuns(ConfigBlock block, Layers layers, Design design) {
    this.path = block.path();
    this.settings = new DrawnSettings(block, layers);
    List<DrawnFlag> flags = settings.flags();
    LegacyRandom random = new LegacyRandom(settings.seed());
    double[][] points = design.points(settings.draws(), flags.size(), random);
    for (int draw = 1; draw <= settings.draws(); draw++) {
      Map<String, String> values = new LinkedHashMap<>();
      for (int i = 0; i < flags.size(); i++) {
        DrawnFlag flag = flags.get(i);
        values.put(flag.flag(), flag.distribution().draw(points[draw - 1][i]));
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
