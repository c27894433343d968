package org.throughtime.sweep.strategy;

import java.util.Collection;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Block;

/**
 * A pruner that a sweep file can ask for.
 *
 * @param key of its block in {@code search}
 * @param reader of the block
 */
record PrunerKind(String key, Reader reader) {
  /** Reads a block over its defaults. */
  @FunctionalInterface
  interface Reader {
    /**
     * @param runs every run that may come to a rung
     * @return empty where the block has no rungs
     * @throws org.throughtime.sweep.config.value.ConfigurationException where a key is unknown or a
     *     value is wrong
     */
    Optional<Pruner> read(Block block, Collection<RunSpec> runs);
  }
}
