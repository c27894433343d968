package org.throughtime.sweep.strategy;

import java.util.Collection;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;

/** A kind of pruner that a sweep file can use. */
public interface PrunerKind extends BlockKind {
  /**
   * Reads its block.
   *
   * @param block over the defaults that {@code reference.conf} has for it, if any
   * @param runs every run that may come to a rung
   * @return empty where the block has no rungs
   * @throws org.throughtime.sweep.config.value.ConfigurationException where a key is unknown or a
   *     value is wrong
   */
  Optional<Pruner> read(ConfigBlock block, Collection<RunSpec> runs);
}
