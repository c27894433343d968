package org.throughtime.model.train;

import org.throughtime.model.cell.Parameters;

/**
 * Observes a run while it trains. It is called on the thread of the run and cannot change the run.
 */
public interface TrainingListener {
  /** After every update. */
  default void onIteration(IterationMetrics metrics) {}

  /**
   * Before a checkpoint evaluates the network at the {@linkplain HoldSpec#lengths lengths to hold},
   * which can take as long as thousands of iterations.
   *
   * @param n of the checkpoint
   */
  default void onEvaluation(int n) {}

  /** After every checkpoint, behind the iteration it belongs to. */
  default void onCheckpoint(Checkpoint checkpoint) {}

  /**
   * After a checkpoint that {@linkplain DiagnosticsSpec#dynamics keeps its weights}, behind {@link
   * #onCheckpoint}.
   *
   * @param n of the checkpoint
   * @param weights live: to be copied, not changed
   */
  default void onWeights(int n, Parameters weights) {}
}
