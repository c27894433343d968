package org.throughtime.sweep.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;
import org.throughtime.sweep.plan.Limits;

/** Reads {@code limits { run = 2h, sweep = 12h }}. */
final class LimitsReader {
  private static final List<String> KEYS = List.of("run", "sweep");
  private static final String NONE = "none";

  private LimitsReader() {}

  /**
   * @throws ConfigurationException where a key is no limit, or a value no time above 0
   */
  static Limits read(ConfigObject limits) {
    limits.forEach(
        (key, value) -> {
          if (!KEYS.contains(key)) {
            throw new ConfigurationException(
                Where.of(value)
                    + ": there is no limit "
                    + key
                    + "; "
                    + NearestName.hint(key, KEYS));
          }
        });
    return new Limits(limit(limits, "run"), limit(limits, "sweep"));
  }

  private static Duration limit(ConfigObject limits, String key) {
    ConfigValue value = limits.get(key);
    if (value == null) {
      return null;
    }
    Values.requireSingle("limits." + key, value);
    String text = Values.text(value);
    if (text.equals(NONE)) {
      return null;
    }
    try {
      // A bare number would be milliseconds to HOCON, which is nobody's guess.
      Duration limit = limits.toConfig().getDuration(key);
      if (text.matches(".*[a-z]") && !limit.isZero() && !limit.isNegative()) {
        return limit;
      }
    } catch (ConfigException e) {
      // refused below
    }
    throw new ConfigurationException(
        Where.of(value)
            + ": limits."
            + key
            + " = "
            + text
            + ": must be none, or a time above 0 with its unit: 90s, 30m, 2h, 1d");
  }
}
