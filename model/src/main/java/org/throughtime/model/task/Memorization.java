package org.throughtime.model.task;

import java.util.Arrays;
import org.throughtime.model.random.LegacyRandom;

/**
 * Noiseless memorization (mem): mempos digits in base memvalues, then blanks for L steps, then the
 * recall symbol, upon which the digits must come out in order; everywhere else the output is blank.
 *
 * <p>T = L + 2 mempos. With memall a batch holds every digit string once and nothing is drawn.
 */
final class Memorization implements Task {
  static final int SHORTEST_LENGTH = 0;

  private final TaskShape shape;
  private final int values;
  private final int positions;
  private final boolean all;
  private final int strings;

  /** Throws IllegalArgumentException where memvalues^mempos is not below 2^31. */
  Memorization(TaskSpec spec) {
    this.values = spec.memvalues();
    this.shape = new TaskShape(values + 2, values + 1, Head.SOFTMAX, true);
    this.positions = spec.mempos();
    this.all = spec.memall();
    this.strings = power(values, positions);
  }

  private static int power(int base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
      if (power > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "mem needs memvalues^mempos below 2^31, got " + base + "^" + exponent);
      }
    }
    return (int) power;
  }

  @Override
  public TaskShape shape() {
    return shape;
  }

  @Override
  public int longest(int maxLength) {
    return maxLength + 2 * positions;
  }

  @Override
  public int sequences(int requested) {
    return all ? strings : requested;
  }

  @Override
  public void draw(LegacyRandom random, int length, Batch batch) {
    int steps = length + 2 * positions;
    batch.resize(steps);
    int sequences = batch.sequences();
    byte[] symbols = batch.symbols();
    byte[] classes = batch.classes();
    byte blank = (byte) values;
    byte recall = (byte) (values + 1);
    int shown = positions * sequences;
    int recalled = (length + positions) * sequences;
    Arrays.fill(symbols, shown, steps * sequences, blank);
    Arrays.fill(symbols, recalled, recalled + sequences, recall);
    Arrays.fill(classes, 0, recalled, blank);
    for (int b = 0; b < sequences; b++) {
      int digits = all ? b : random.randint(strings);
      for (int k = 0; k < positions; k++) {
        byte digit = (byte) (digits % values);
        symbols[k * sequences + b] = digit;
        classes[recalled + k * sequences + b] = digit;
        digits /= values;
      }
    }
  }
}
