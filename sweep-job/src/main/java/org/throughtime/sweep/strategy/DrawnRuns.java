package org.throughtime.sweep.strategy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.sweep.config.value.ConfigBlock;

/** Runs of settings that are all drawn before any of them trains. */
public final class DrawnRuns implements Sampler {
  private final String path;
  private final DrawnSettings settings;
  private final List<Grid> draws;

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
    this(block.path(), new DrawnSettings(block, layers), design);
  }

  private DrawnRuns(String path, DrawnSettings settings, Design design) {
    this(path, settings, draws(settings, design));
  }

  /**
   * @param path of the block
   * @param draws the runs of each setting, of at most as many as the block asks for
   */
  DrawnRuns(String path, DrawnSettings settings, List<Grid> draws) {
    this.path = path;
    this.settings = settings;
    this.draws = List.copyOf(draws);
  }

  private static List<Grid> draws(DrawnSettings settings, Design design) {
    LegacyRandom random = new LegacyRandom(settings.seed());
    double[][] points = design.points(settings.draws(), settings.flags().size(), random);
    return IntStream.range(0, points.length)
        .mapToObj(i -> settings.runs(i + 1, points[i]))
        .toList();
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
  public boolean isComplete() {
    return true;
  }

  @Override
  public Optional<String> describe() {
    String flags = DrawnSettings.names(settings.flags());
    String fewer = "; the rest of %s draws repeat these".formatted(settings.draws());
    return Optional.of(
        "%s: %s runs, %s draws of %s".formatted(path, (long) size(), draws.size(), flags)
            + (draws.size() < settings.draws() ? fewer : ""));
  }
}
