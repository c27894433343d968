package org.throughtime.model.task;

import org.throughtime.model.random.LegacyRandom;

/**
 * Random permutation (perm): the first symbol is one of two, 98 others follow at random, and the
 * last output must be the first symbol again.
 */
final class Permutation implements Task {
  static final int SHORTEST_LENGTH = 1;

  private static final Alphabet ALPHABET = new Alphabet(2, 98);

  private final String name;

  Permutation(String name) {
    this.name = name;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int nin() {
    return ALPHABET.size();
  }

  @Override
  public int nout() {
    return ALPHABET.size();
  }

  @Override
  public Head head() {
    return Head.LAST_SOFTMAX;
  }

  @Override
  public boolean symbolic() {
    return true;
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
}
