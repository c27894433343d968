package org.throughtime.benchmark;

import org.throughtime.model.cell.CellSpec;

/** What the recurrent products of a pass cost by their definition, whatever else it does. */
final class RecurrentProducts {
  private RecurrentProducts() {}

  /** Floating-point operations of one step of one sequence, forward: 2 H^2 per weight matrix. */
  static double ofStep(CellSpec cell) {
    return 2 * cell.model().stepCost(0, cell.nhid());
  }
}
