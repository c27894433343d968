package org.throughtime.model.train;

/**
 * Sees a run while it trains. Called on the run's own thread; what it does cannot change the run.
 */
public interface TrainingListener {
  /** After every update. */
  default void onIteration(IterationMetrics metrics) {}

  /** After every checkpoint, behind the iteration it belongs to. */
  default void onCheckpoint(Checkpoint checkpoint) {}
}
