package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigValue;

/**
 * The call or the configuration is wrong. The message is one line for the user: where, what is
 * wrong, and what the value must be.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** More of a value that somebody pasted says no more. */
  private static final int LONGEST = 1000;

  /**
   * @param line the message; line breaks in it become spaces, other control characters question
   *     marks, so that nothing quoted from a file plays with a terminal
   */
  public ConfigurationException(String line) {
    super(
        shortened(line.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("[\\p{Cc}\\p{Cf}]", "?")));
  }

  /**
   * @param at the value that is wrong, or what it was given in
   * @param line the rest of the message, behind the place
   */
  public ConfigurationException(ConfigValue at, String line) {
    this(Where.of(at) + ": " + line);
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST
        ? line
        : line.substring(0, LONGEST / 2) + " ... " + line.substring(line.length() - LONGEST / 2);
  }
}
