package org.throughtime.model.cell;

/**
 * How weights are drawn, and with them the activation of an rnn: value of the flag {@code init}.
 */
public enum Init {
  SIGMOID("sigmoid"),
  BASIC_TANH("basic_tanh"),
  SMART_TANH("smart_tanh"),
  TEST("test");

  private final String label;

  Init(String label) {
    this.label = label;
  }

  /** The course's name. */
  public String label() {
    return label;
  }
}
