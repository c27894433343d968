package org.throughtime.peer;

import java.nio.FloatBuffer;
import org.throughtime.benchmark.Laps;
import org.throughtime.benchmark.StateLoss;
import org.throughtime.benchmark.TimedRun;
import org.throughtime.model.task.Batch;

/**
 * A validation pass of a program that computes hidden states alone. The output layer and the loss
 * follow when the loss is asked for, outside of the measured time.
 */
final class CellPass implements TimedRun {
  private final Batch chunk;
  private final StateLoss loss;
  private final Runnable cell;
  private final FloatBuffer states;

  /**
   * A pass.
   *
   * @param chunk the one validation chunk
   * @param loss with the weights of the pass
   * @param cell computes {@code states} for the chunk
   * @param states {@code (T, B, H)}
   */
  CellPass(Batch chunk, StateLoss loss, Runnable cell, FloatBuffer states) {
    this.chunk = chunk;
    this.loss = loss;
    this.cell = cell;
    this.states = states;
  }

  @Override
  public void step(Laps laps) {
    cell.run();
    laps.endCheckpoint();
  }

  @Override
  public double trainNll() {
    return Double.NaN;
  }

  @Override
  public double validNll() {
    return loss.of(states, chunk);
  }
}
