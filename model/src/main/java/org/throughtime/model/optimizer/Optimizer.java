package org.throughtime.model.optimizer;

import org.throughtime.model.cell.Parameters;

/** Changes the weights of one run by their gradients. Not thread-safe: it owns its slots. */
public interface Optimizer {
  /**
   * One update, in place.
   *
   * @param n iterations before this one
   * @param rate the learning rate of this iteration
   * @param gradients of the weights, clipped
   */
  void step(int n, double rate, Parameters gradients);

  /** What it keeps from one update to the next, live. */
  Slots slots();
}
