package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/**
 * Random permutation (perm): the first symbol is one of two, 98 others follow at random, and the
 * last output must be the first symbol again.
 */
final class Permutation implements Task {
  static final int SHORTEST_LENGTH = 1;

  private static final int MARKED = 2;
  private static final int DISTRACTORS = 98;

  private static final TaskShape SHAPE =
      new TaskShape(MARKED + DISTRACTORS, MARKED + DISTRACTORS, Head.LAST_SOFTMAX, true);

  @Override
  public TaskShape shape() {
    return SHAPE;
  }

  @Override
  public void draw(LegacyRandom random, int length, Batch batch) {
    batch.resize(length);
    int sequences = batch.sequences();
    byte[] symbols = batch.symbols();
    for (int i = 0; i < length * sequences; i++) {
      symbols[i] = (byte) (MARKED + random.randint(DISTRACTORS));
    }
    // The course draws distractors for the target row too before it overwrites them.
    for (int b = 0; b < sequences; b++) {
      random.randint(DISTRACTORS);
    }
    for (int b = 0; b < sequences; b++) {
      byte repeated = (byte) random.randint(MARKED);
      symbols[b] = repeated;
      batch.classes()[b] = repeated;
    }
  }
}
