package org.throughtime.model.cell;

import java.util.List;
import java.util.stream.Stream;
import org.throughtime.model.diagnostics.Gate;

/** The recurrent cell: value of the flag {@code model}. */
public enum CellKind {
  RNN("rnn"),
  GRU("gru", "z", "r");

  private final String label;
  private final List<Gate> gates;

  CellKind(String label, String... gates) {
    this.label = label;
    this.gates = Stream.of(gates).map(symbol -> Gate.of(symbol, label)).toList();
  }

  /** The course's name. */
  public String label() {
    return label;
  }

  /** Its gates, in the order of their columns. */
  public List<Gate> gates() {
    return gates;
  }
}
