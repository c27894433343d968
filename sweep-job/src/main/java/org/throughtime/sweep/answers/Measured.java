package org.throughtime.sweep.answers;

import java.util.Optional;

/**
 * A number that was measured, and the statement that gives it.
 *
 * @param value for decisions
 * @param text as it stands in a sentence
 * @param statement the SQL that gives that text
 */
record Measured(double value, String text, String statement) implements Shown {
  /**
   * A number.
   *
   * @param value finite
   * @param format how it is written
   * @param expression the SQL that gives the value
   * @param from what follows in the statement behind FROM
   */
  static Measured of(double value, Format format, String expression, String from) {
    Format shown = format.at(value);
    return new Measured(
        value, shown.text(value), "SELECT " + shown.sql(expression) + " AS metric FROM " + from);
  }

  @Override
  public Optional<String> sql() {
    return Optional.of(statement);
  }
}
