package org.throughtime.sweep.config;

import com.typesafe.config.ConfigValue;

/** Reads single values as the text in which they were written. */
final class Values {
  private Values() {}

  /** Text of a string, number or boolean; numbers keep the digits they were written with. */
  static String text(ConfigValue value) {
    return value.atKey("value").getString("value");
  }

  /**
   * Refuses what cannot be the value of a flag.
   *
   * @param key the flag
   * @throws ConfigurationException for null, an object or a list
   */
  static void requireSingle(String key, ConfigValue value) {
    switch (value.valueType()) {
      case NULL ->
          throw new ConfigurationException(
              Where.of(value) + ": " + key + " = null: give it a value or leave it out");
      case OBJECT ->
          throw new ConfigurationException(
              Where.of(value) + ": " + key + " is an object: must be a single value");
      case LIST ->
          throw new ConfigurationException(
              Where.of(value)
                  + ": "
                  + key
                  + " is a list: must be a single value; lists multiply in grid blocks only");
      default -> {}
    }
  }
}
