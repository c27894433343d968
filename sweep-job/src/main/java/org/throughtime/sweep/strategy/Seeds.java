package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Values;

/**
 * The key {@code seeds} of a grid block: the seeds of the replicates of each of its settings. It is
 * the axis {@code seed}, and a name that does not show the seed gets it at its end.
 */
final class Seeds {
  static final String KEY = "seeds";
  private static final String SHOWN = "{seed}";

  private Seeds() {}

  /**
   * The block with plain flags alone.
   *
   * @throws ConfigurationException where it has both seeds and seed, or seeds is no list
   */
  static ConfigObject in(ConfigBlock given, Layers layers) {
    ConfigObject block = given.object();
    ConfigValue seeds = block.get(KEY);
    if (seeds == null) {
      return block;
    }
    if (!(seeds instanceof ConfigList list)) {
      throw given.error(KEY, ": must be a list: seeds = [52, 53, 54]");
    }
    if (list.isEmpty()) {
      throw given.error(KEY, " = []: must have at least one value");
    }
    if (block.containsKey("seed")) {
      throw given.error(KEY, ": the block has seed too; must be one of the two");
    }
    ConfigObject plain = block.withoutKey(KEY).withValue("seed", seeds);
    ConfigValue name = layers.value(block, "name");
    if (name instanceof ConfigList || Values.single("name", name).contains(SHOWN)) {
      return plain;
    }
    return plain.withValue("name", Values.of(Values.text(name) + "_s" + SHOWN, name.origin()));
  }
}
