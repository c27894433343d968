package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/**
 * The input symbols of a task that hides marked ones among distractors.
 *
 * @param marked number of marked symbols, 0 .. marked - 1
 * @param distractors number of distractors, which follow them
 */
record Alphabet(int marked, int distractors) {
  int size() {
    return marked + distractors;
  }

  /** Draws one distractor for every position of the batch. */
  void drawDistractors(LegacyRandom random, Batch batch) {
    byte[] symbols = batch.symbols();
    for (int i = 0; i < batch.length() * batch.sequences(); i++) {
      symbols[i] = (byte) (marked + random.randint(distractors));
    }
  }
}
