package org.throughtime.sweep.strategy;

import java.util.List;

/** What a sweep file can ask for, in the order in which messages list it. A new one is a line. */
final class Strategies {
  static final List<SamplerKind> SAMPLERS = List.of(Grid.KIND, RandomDraws.KIND, Tpe.KIND);

  static final List<PrunerKind> PRUNERS = List.of(Halving.KIND, MedianRule.KIND, Threshold.KIND);

  private Strategies() {}
}
