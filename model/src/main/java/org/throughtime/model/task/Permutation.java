package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/**
 * Random permutation (perm): the first symbol is one of two, 98 others follow at random, and the
 * last output must be the first symbol again.
 */
final class Permutation implements Task {
  static final int SHORTEST_LENGTH = 1;

  private static final Alphabet ALPHABET = new Alphabet(2, 98);

  private static final TaskShape SHAPE =
      new TaskShape(ALPHABET.size(), ALPHABET.size(), Head.LAST_SOFTMAX, true);

  @Override
  public TaskShape shape() {
    return SHAPE;
  }

  @Override
  public void draw(LegacyRandom random, int length, Batch batch) {
    batch.resize(length);
    ALPHABET.drawDistractors(random, batch);
    int sequences = batch.sequences();
    // The course draws distractors for the target row too before it overwrites them.
    for (int b = 0; b < sequences; b++) {
      random.randint(ALPHABET.distractors());
    }
    for (int b = 0; b < sequences; b++) {
      byte repeated = (byte) random.randint(ALPHABET.marked());
      batch.symbols()[b] = repeated;
      batch.classes()[b] = repeated;
    }
  }

  @Override
  public void drawDistractors(LegacyRandom random, int steps, Batch batch) {
    batch.resize(steps);
    ALPHABET.drawDistractors(random, batch);
  }
}
