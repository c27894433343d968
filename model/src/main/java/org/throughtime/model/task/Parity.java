package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/**
 * Parity (not the course's): the sequences of {@link TemporalOrder}; the class is the exclusive or
 * of the marked symbols. Neither mark alone says anything about it.
 */
final class Parity implements Task {
  static final int SHORTEST_LENGTH = TemporalOrder.SHORTEST_LENGTH;

  private final Task order = new TemporalOrder(.1, .5);
  private final TaskShape shape = new TaskShape(order.nin(), 2, Head.LAST_SOFTMAX, true);

  @Override
  public TaskShape shape() {
    return shape;
  }

  @Override
  public void draw(LegacyRandom random, int length, Batch batch) {
    order.draw(random, length, batch);
    byte[] classes = batch.classes();
    for (int b = 0; b < batch.sequences(); b++) {
      classes[b] = (byte) (Integer.bitCount(classes[b]) & 1);
    }
  }
}
