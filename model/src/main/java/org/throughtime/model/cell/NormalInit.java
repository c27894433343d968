package org.throughtime.model.cell;

import org.throughtime.model.random.LegacyRandom;

/**
 * Every matrix normal with mean 0 and one standard deviation.
 *
 * @param sd of an rnn's matrices
 */
record NormalInit(String label, Activation activation, double sd) implements Init {
  @Override
  public Parameter draw(String name, int rows, int columns, LegacyRandom random) {
    return Draws.matrix(name, rows, columns, Draws.normal(random, sd, rows, columns));
  }

  @Override
  public Parameter drawRecurrent(String name, int nhid, LegacyRandom random) {
    return draw(name, nhid, nhid, random);
  }
}
