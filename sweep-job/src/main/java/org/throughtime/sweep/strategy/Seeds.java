package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;

/**
 * The key {@code seeds} of a grid block: the seeds of the replicates of each of its settings. It is
 * the axis {@code seed}, and a name that does not show the seed gets it at its end.
 */
final class Seeds {
  private static final String KEY = "seeds";
  private static final String SHOWN = "{seed}";

  private Seeds() {}

  /**
   * The block with plain flags alone.
   *
   * @throws ConfigurationException where it has both seeds and seed, or seeds is no list
   */
  static ConfigObject in(Block given, ConfigObject defaults) {
    ConfigObject block = given.object();
    ConfigValue seeds = block.get(KEY);
    if (seeds == null) {
      return block;
    }
    String where = Where.of(seeds) + ": " + given.path() + "." + KEY;
    if (!(seeds instanceof ConfigList list)) {
      throw new ConfigurationException(where + ": must be a list: seeds = [52, 53, 54]");
    }
    if (list.isEmpty()) {
      throw new ConfigurationException(where + " = []: must have at least one value");
    }
    if (block.containsKey("seed")) {
      throw new ConfigurationException(where + ": the block has seed too; must be one of the two");
    }
    ConfigObject plain = block.withoutKey(KEY).withValue("seed", seeds);
    ConfigValue name = block.containsKey("name") ? block.get("name") : defaults.get("name");
    if (name instanceof ConfigList) {
      return plain;
    }
    Values.requireSingle("name", name);
    if (Values.text(name).contains(SHOWN)) {
      return plain;
    }
    return plain.withValue(
        "name",
        ConfigValueFactory.fromAnyRef(Values.text(name) + "_s" + SHOWN).withOrigin(name.origin()));
  }
}
