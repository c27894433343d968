package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Map;
import org.throughtime.sweep.config.value.RunDraft;

/**
 * The flags below and above those of a run or a block.
 *
 * @param defaults of the file, below them
 * @param overrides of the call, above them
 */
public record Layers(ConfigObject defaults, Map<String, ConfigValue> overrides) {
  /** The value of a flag in a block, or its default where the block has none. */
  public ConfigValue value(ConfigObject block, String flag) {
    return block.getOrDefault(flag, defaults.get(flag));
  }

  /**
   * A run with these flags between the layers.
   *
   * @param origin of the run or block as a whole
   * @throws org.throughtime.sweep.config.value.ConfigurationException where a key is no flag
   */
  public RunDraft around(ConfigOrigin origin, Map<String, ConfigValue> flags) {
    return RunDraft.of(origin, defaults).over(flags).over(overrides);
  }
}
