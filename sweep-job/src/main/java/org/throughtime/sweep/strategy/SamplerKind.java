package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.List;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;

/**
 * A sampler of which a sweep file can have any number, each in a block with a name.
 *
 * @param path of the object that holds the blocks
 * @param example of what stands in a block, for messages
 * @param reader of one block
 */
record SamplerKind(String path, String example, Reader reader) {
  /** Reads a block. */
  @FunctionalInterface
  interface Reader {
    /**
     * @throws ConfigurationException where a key is unknown or a value is wrong
     */
    Sampler read(Block block, Layers layers);
  }

  /** A sampler and where its block was written. */
  record Placed(Sampler sampler, Block block) {}

  /** The last part of the path. */
  String key() {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /**
   * Reads all blocks, in the order of their names: HOCON objects have none.
   *
   * @param blocks the object at the path
   */
  List<Placed> read(Block blocks, Layers layers) {
    ConfigObject all = blocks.object();
    if (all.isEmpty()) {
      throw new ConfigurationException(
          blocks.where()
              + ": "
              + path
              + " is empty: must hold a block, "
              + key()
              + " { NAME { "
              + example
              + " } }");
    }
    List<Placed> placed = new ArrayList<>();
    for (String name : all.keySet().stream().sorted().toList()) {
      Block block = Block.of(path + "." + name, all.get(name));
      placed.add(new Placed(reader.read(block, layers), block));
    }
    return placed;
  }
}
