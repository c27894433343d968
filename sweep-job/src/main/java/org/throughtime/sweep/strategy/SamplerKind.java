package org.throughtime.sweep.strategy;

import org.throughtime.sweep.config.value.ConfigBlock;

/** A kind of sampler. A sweep file can have any number of its blocks, each with a name. */
public interface SamplerKind extends BlockKind {
  /** What stands in a block, for messages: {@code draws = ...}. */
  String example();

  /**
   * Reads one block.
   *
   * @param layers the flags around those of the block
   * @throws org.throughtime.sweep.config.value.ConfigurationException where a key is unknown or a
   *     value is wrong
   */
  Sampler read(ConfigBlock block, Layers layers);
}
