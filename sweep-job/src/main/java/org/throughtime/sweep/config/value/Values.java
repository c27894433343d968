package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigValue;
import java.math.BigDecimal;

/** Reads single values as the text in which they were written. */
public final class Values {
  private Values() {}

  /** Text of a string, number or boolean; numbers keep the digits they were written with. */
  public static String text(ConfigValue value) {
    return value.atKey("value").getString("value");
  }

  /**
   * A whole number.
   *
   * @param path of the value, for messages
   * @throws ConfigurationException where it is none, or out of range
   */
  public static int whole(String path, ConfigValue value, int least, int most) {
    requireSingle(path, value);
    try {
      int whole = new BigDecimal(text(value).strip()).intValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // refused below
    }
    String range = most == Integer.MAX_VALUE ? "of at least " + least : least + " to " + most;
    throw new ConfigurationException(
        Where.of(value) + ": " + path + " = " + text(value) + ": must be a whole number " + range);
  }

  /**
   * A finite number.
   *
   * @param path of the value, for messages
   * @throws ConfigurationException where it is none
   */
  public static double real(String path, ConfigValue value) {
    requireSingle(path, value);
    try {
      double real = new BigDecimal(text(value).strip()).doubleValue();
      if (Double.isFinite(real)) {
        return real;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new ConfigurationException(
        Where.of(value) + ": " + path + " = " + text(value) + ": must be a finite number");
  }

  /**
   * Refuses what cannot be the value of a flag.
   *
   * @param key the flag
   * @throws ConfigurationException for null, an object or a list
   */
  public static void requireSingle(String key, ConfigValue value) {
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
