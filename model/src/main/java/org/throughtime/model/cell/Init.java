package org.throughtime.model.cell;

import org.throughtime.model.random.LegacyRandom;

/** How weights are drawn, and which activation an rnn has: a value of the flag {@code init}. */
public interface Init {
  /** The value of the flag {@code init}. */
  String label();

  /** phi of an rnn. */
  Activation activation();

  /** Whether a cell can be drawn so. */
  default boolean suits(Cell cell) {
    return true;
  }

  /** Draws W {@code (rows, columns)} from the input or to the output. */
  Parameter draw(String name, int rows, int columns, LegacyRandom random);

  /** Draws the recurrent W {@code (H, H)} of the state. */
  Parameter drawRecurrent(String name, int nhid, LegacyRandom random);
}
