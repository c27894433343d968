package org.throughtime.sweep.strategy;

import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * The keys {@code draws} and {@code draw-seed} of a block whose settings are drawn.
 *
 * @param draws how many settings
 * @param seed of the stream that they are drawn from
 */
record DrawCount(int draws, int seed) {
  static final String[] KEYS = {"draws", "draw-seed"};
  private static final int MOST_DRAWS = 100_000;

  /**
   * Reads them.
   *
   * @throws ConfigurationException where the number of draws is missing, or one is out of range
   */
  static DrawCount read(Block block) {
    if (block.get("draws") == null) {
      throw new ConfigurationException(
          block.where() + ": " + block.path() + " has no draws: must say how many");
    }
    int draws = block.whole("draws", 1, MOST_DRAWS);
    int seed =
        block.get("draw-seed") == null ? 1 : block.whole("draw-seed", 0, Integer.MAX_VALUE - 1);
    return new DrawCount(draws, seed);
  }
}
