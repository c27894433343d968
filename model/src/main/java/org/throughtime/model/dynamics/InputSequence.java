package org.throughtime.model.dynamics;

/** Inputs, one for each step. */
@FunctionalInterface
public interface InputSequence {
  /**
   * Sets {@code input} to the next one.
   *
   * @param input {@code (nin)}
   */
  void next(double[] input);
}
