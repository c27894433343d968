package org.throughtime.sweep.config;

/**
 * The call or the configuration is wrong. The message is one line for the user: where, what is
 * wrong and what would be right.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param line the message; line breaks in it become spaces
   */
  public ConfigurationException(String line) {
    super(line.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}
