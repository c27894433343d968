package org.throughtime.model.cell;

import java.util.List;

/** The initializations, by the values of the flag {@code init}, one per line. */
public final class Inits {
  /** Every one, in the order in which messages name them. */
  public static final List<Init> ALL =
      List.of(
          new NormalInit("sigmoid", Activation.SIGMOID, .01),
          new NormalInit("basic_tanh", Activation.TANH, .1),
          new SmartTanh(),
          new NormalInit("test", Activation.IDENTITY, .8),
          new IdentityRelu());

  private Inits() {}
}
