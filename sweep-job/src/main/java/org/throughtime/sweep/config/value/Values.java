package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;

/** Reads single values from the text in which they were written. */
public final class Values {
  private Values() {}

  /** Text of a string, number or boolean; numbers keep the digits they were written with. */
  public static String text(ConfigValue value) {
    return value.unwrapped() instanceof String text
        ? text
        : value.atKey("value").getString("value");
  }

  /** The value that a text stands for, as if it had been written at a place. */
  public static ConfigValue of(String text, ConfigOrigin origin) {
    return ConfigValueFactory.fromAnyRef(text).withOrigin(origin);
  }

  /**
   * A whole number.
   *
   * @param path of the value, for messages
   * @throws ConfigurationException where it is none, or out of range
   */
  public static int whole(String path, ConfigValue value, int least, int most) {
    try {
      int whole = new BigDecimal(single(path, value).strip()).intValueExact();
      if (whole >= least && whole <= most) {
        return whole;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // refused below
    }
    String range = most == Integer.MAX_VALUE ? "of at least " + least : least + " to " + most;
    throw wrong(path, value, "must be a whole number " + range);
  }

  /**
   * A finite number.
   *
   * @param path of the value, for messages
   * @throws ConfigurationException where it is none
   */
  public static double real(String path, ConfigValue value) {
    try {
      double real = new BigDecimal(single(path, value).strip()).doubleValue();
      if (Double.isFinite(real)) {
        return real;
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw wrong(path, value, "must be a finite number");
  }

  /** The refusal of a single value, which shows it. */
  public static ConfigurationException wrong(String path, ConfigValue value, String remedy) {
    String where = Where.with(value, path + " = " + text(value));
    return new ConfigurationException(where + ": " + remedy);
  }

  /**
   * Text of what can be the value of a flag.
   *
   * @param path of the value, for messages
   * @throws ConfigurationException for null, an object or a list
   */
  public static String single(String path, ConfigValue value) {
    String fault =
        switch (value.valueType()) {
          case NULL -> " = null: give it a value or leave it out";
          case OBJECT -> " is an object: must be a single value";
          case LIST -> " is a list: must be a single value; lists multiply in grid blocks only";
          default -> null;
        };
    if (fault != null) {
      throw new ConfigurationException(value, path + fault);
    }
    return text(value);
  }
}
