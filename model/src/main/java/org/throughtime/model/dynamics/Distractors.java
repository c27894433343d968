package org.throughtime.model.dynamics;

import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;

/** An endless sequence of a task's distractors. */
public final class Distractors implements InputSequence {
  private static final int DRAWN_TOGETHER = 256;

  private final Task task;
  private final LegacyRandom random;
  private final Batch batch;
  private int step;

  /**
   * @param random the stream to draw them from
   */
  public Distractors(Task task, LegacyRandom random) {
    this.task = task;
    this.random = random;
    this.batch = new Batch(1, task.shape());
    this.step = DRAWN_TOGETHER;
  }

  @Override
  public void next(double[] input) {
    if (step == DRAWN_TOGETHER) {
      task.drawDistractors(random, DRAWN_TOGETHER, batch);
      step = 0;
    }
    BatchInputs.copy(batch, step++, 0, input);
  }
}
