package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/**
 * Two marked numbers among random ones (add, mul): channel 1 holds numbers in [0, 1), channel 0 is
 * 1 where a number is marked, one in the first tenth and one in the four tenths after it. The
 * target combines the two.
 */
final class TwoNumbers implements Task {
  /** Below it a tenth of the sequence is no step. */
  static final int SHORTEST_LENGTH = 10;

  private static final int CHANNELS = 2;
  private static final TaskShape SHAPE = new TaskShape(CHANNELS, 1, Head.LAST_LINEAR, false);

  /** What the two marked numbers make, in float32 as the course computes it. */
  @FunctionalInterface
  interface Combination {
    float of(float v0, float v1);
  }

  private final Combination combination;
  private int[] positions = new int[0];

  TwoNumbers(Combination combination) {
    this.combination = combination;
  }

  @Override
  public TaskShape shape() {
    return SHAPE;
  }

  @Override
  public int longest(int maxLength) {
    return maxLength + (int) StrictMath.ceil(.1 * maxLength) + 2;
  }

  @Override
  public void draw(LegacyRandom random, int length, Batch batch) {
    int steps = random.randint((int) (length * .1)) + length;
    batch.resize(steps);
    drawPositions(random, steps, batch.sequences());
    float[] channels = batch.channels();
    for (int i = 0; i < steps * batch.sequences() * CHANNELS; i += CHANNELS) {
      // The course draws the marker channel too before it overwrites it.
      random.nextDouble();
      channels[i] = 0f;
      channels[i + 1] = (float) random.nextDouble();
    }
    mark(batch);
  }

  /** Numbers without a mark. */
  @Override
  public void drawDistractors(LegacyRandom random, int steps, Batch batch) {
    batch.resize(steps);
    float[] channels = batch.channels();
    for (int i = 0; i < steps * batch.sequences() * CHANNELS; i += CHANNELS) {
      channels[i] = 0f;
      channels[i + 1] = (float) random.nextDouble();
    }
  }

  private void drawPositions(LegacyRandom random, int steps, int sequences) {
    if (positions.length < 2 * sequences) {
      positions = new int[2 * sequences];
    }
    int tenth = (int) (steps * .1);
    for (int b = 0; b < sequences; b++) {
      positions[b] = random.randint(tenth);
    }
    int window = (int) (steps * .4);
    for (int b = 0; b < sequences; b++) {
      positions[sequences + b] = random.randint(window) + tenth;
    }
  }

  private void mark(Batch batch) {
    int sequences = batch.sequences();
    float[] channels = batch.channels();
    for (int b = 0; b < sequences; b++) {
      int first = (positions[b] * sequences + b) * CHANNELS;
      int second = (positions[sequences + b] * sequences + b) * CHANNELS;
      channels[first] = 1f;
      channels[second] = 1f;
      batch.values()[b] = combination.of(channels[first + 1], channels[second + 1]);
    }
  }
}
