package org.throughtime.model.task;

import java.util.Arrays;
import org.throughtime.model.random.LegacyRandom;

/**
 * Temporal order (torder, torder3): among distractors, one of two marked symbols stands in each of
 * a few windows, and the class is which one stood where: the sum of v_k 2^k.
 *
 * <p>A window is a tenth of the sequence long. Its first step is a share of the length: .1 and .5
 * for torder, .1, .3 and .6 for torder3.
 */
final class TemporalOrder implements Task {
  /** Below it a tenth of the sequence is no step. */
  static final int SHORTEST_LENGTH = 10;

  private static final Alphabet ALPHABET = new Alphabet(2, 4);

  private final TaskShape shape;
  private final double[] starts;
  private int[] positions = new int[0];

  TemporalOrder(double... starts) {
    this.shape = new TaskShape(ALPHABET.size(), 1 << starts.length, Head.LAST_SOFTMAX, true);
    this.starts = starts.clone();
  }

  @Override
  public TaskShape shape() {
    return shape;
  }

  @Override
  public void draw(LegacyRandom random, int length, Batch batch) {
    batch.resize(length);
    drawWindows(random, length, batch);
    ALPHABET.drawDistractors(random, batch);
    int sequences = batch.sequences();
    byte[] symbols = batch.symbols();
    byte[] classes = batch.classes();
    for (int k = 0; k < starts.length; k++) {
      for (int b = 0; b < sequences; b++) {
        int position = positions[k * sequences + b];
        symbols[position * sequences + b] = (byte) (classes[b] >> k & 1);
      }
    }
  }

  @Override
  public void drawDistractors(LegacyRandom random, int steps, Batch batch) {
    batch.resize(steps);
    ALPHABET.drawDistractors(random, batch);
  }

  // NumPy's order draws positions and symbols of all windows before the first distractor.
  private void drawWindows(LegacyRandom random, int length, Batch batch) {
    int sequences = batch.sequences();
    if (positions.length < starts.length * sequences) {
      positions = new int[starts.length * sequences];
    }
    byte[] classes = batch.classes();
    Arrays.fill(classes, 0, sequences, (byte) 0);
    int window = (int) (length * .1);
    for (int k = 0; k < starts.length; k++) {
      int start = (int) (length * starts[k]);
      for (int b = 0; b < sequences; b++) {
        positions[k * sequences + b] = random.randint(window) + start;
      }
      for (int b = 0; b < sequences; b++) {
        classes[b] = (byte) (classes[b] | random.randint(ALPHABET.marked()) << k);
      }
    }
  }
}
