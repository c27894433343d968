package org.throughtime.model.cell;

import org.throughtime.model.random.LegacyRandom;

/**
 * The initialization of Le, Jaitly &amp; Hinton (2015) for an rnn of rectified units. W_hh is the
 * identity, so a state stays as it is unless an input changes it. The other matrices are normal.
 */
final class IdentityRelu implements Init {
  private static final double SD = .001;

  @Override
  public String label() {
    return "identity_relu";
  }

  @Override
  public Activation activation() {
    return Activation.RELU;
  }

  /** Where init does not choose the activation there are gates, which are no rectified units. */
  @Override
  public boolean suits(Cell cell) {
    return cell.activation(this).isPresent();
  }

  @Override
  public Parameter draw(String name, int rows, int columns, LegacyRandom random) {
    return Draws.matrix(name, rows, columns, Draws.normal(random, SD, rows, columns));
  }

  @Override
  public Parameter drawRecurrent(String name, int nhid, LegacyRandom random) {
    Parameter identity = Parameter.matrix(name, nhid, nhid);
    for (int i = 0; i < nhid; i++) {
      identity.set(i, i, 1);
    }
    return identity;
  }
}
