package org.throughtime.sweep.strategy;

import java.util.List;
import java.util.function.BiFunction;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * A sampler of which a sweep file can have any number, each in a block with a name.
 *
 * @param path of the object that holds the blocks
 * @param example of what stands in a block, for messages
 * @param reader of one block; throws ConfigurationException where a key is unknown or a value is
 *     wrong
 */
record SamplerKind(String path, String example, BiFunction<ConfigBlock, Layers, Sampler> reader) {
  /** A sampler and where its block was written. */
  record Placed(Sampler sampler, ConfigBlock block) {}

  /** The last part of the path. */
  String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /**
   * Reads all blocks, in the order of their names: HOCON objects have none.
   *
   * @param blocks the object at the path
   */
  List<Placed> read(ConfigBlock blocks, Layers layers) {
    if (blocks.object().isEmpty()) {
      throw blocks.error(
          " is empty: must hold a block, %s { NAME { %s } }".formatted(key(), example));
    }
    return blocks.object().keySet().stream()
        .sorted()
        .map(name -> ConfigBlock.of(path + "." + name, blocks.get(name)))
        .map(block -> new Placed(reader.apply(block, layers), block))
        .toList();
  }
}
