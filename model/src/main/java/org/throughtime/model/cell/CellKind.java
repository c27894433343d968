package org.throughtime.model.cell;

/** The recurrent cell: value of the flag {@code model}. */
public enum CellKind {
  RNN("rnn"),
  GRU("gru");

  private final String label;

  CellKind(String label) {
    this.label = label;
  }

  /** The course's name. */
  public String label() {
    return label;
  }
}
