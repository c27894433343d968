package org.throughtime.model.task;

import java.util.List;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.random.LegacyRandom;

/**
 * Parity (not the course's): the sequences of {@link TemporalOrder} with as many windows as {@code
 * marks} says; the class is the exclusive or of the marked symbols. No mark alone says anything
 * about it.
 */
final class Parity implements Task {
  static final int SHORTEST_LENGTH = TemporalOrder.SHORTEST_LENGTH;

  private static final Flag<Integer> MARKS = Flag.whole("marks", 2, 3).neutral(2);
  static final List<Flag<?>> FLAGS = List.of(MARKS);

  private final Task order;
  private final TaskShape shape;

  Parity(TaskSpec spec) {
    this.order =
        spec.own().get(MARKS) == 2 ? new TemporalOrder(.1, .5) : new TemporalOrder(.1, .3, .6);
    this.shape = new TaskShape(order.nin(), 2, Head.LAST_SOFTMAX, true);
  }

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

  @Override
  public void drawDistractors(LegacyRandom random, int steps, Batch batch) {
    order.drawDistractors(random, steps, batch);
  }
}
