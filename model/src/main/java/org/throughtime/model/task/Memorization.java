package org.throughtime.model.task;

import java.util.Arrays;
import java.util.List;
import org.throughtime.model.flag.Flag;
import org.throughtime.model.flag.InvalidFlagException;
import org.throughtime.model.random.LegacyRandom;

/**
 * Noiseless memorization (mem): mempos digits in base memvalues, then blanks for L steps, then the
 * recall symbol, upon which the digits must come out in order; everywhere else the output is blank.
 *
 * <p>T = L + 2 mempos. With memall a batch holds every digit string once and nothing is drawn.
 */
final class Memorization implements Task {
  static final int SHORTEST_LENGTH = 0;

  private static final Flag<Integer> VALUES = Flag.whole("memvalues", 1, 200);
  private static final Flag<Integer> POSITIONS = Flag.whole("mempos", 1, 1000);
  private static final Flag<Boolean> ALL = Flag.toggle("memall");
  static final List<Flag<?>> FLAGS = List.of(VALUES, POSITIONS, ALL);

  private final TaskShape shape;
  private final int values;
  private final int positions;
  private final boolean all;
  private final int strings;

  /**
   * @throws InvalidFlagException where memvalues^mempos is not below 2^31
   */
  Memorization(TaskSpec spec) {
    this.values = spec.own().get(VALUES);
    this.positions = spec.own().get(POSITIONS);
    this.all = spec.own().get(ALL);
    this.shape = new TaskShape(values + 2, values + 1, Head.SOFTMAX, true);
    this.strings = power(values, positions);
  }

  private static int power(int base, int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= base;
      if (power > Integer.MAX_VALUE) {
        throw new InvalidFlagException(
            POSITIONS.name(), exponent, "such that memvalues^mempos is below 2^31");
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

  /** All are blanks; nothing is drawn. */
  @Override
  public void drawDistractors(LegacyRandom random, int steps, Batch batch) {
    batch.resize(steps);
    Arrays.fill(batch.symbols(), 0, steps * batch.sequences(), (byte) values);
  }

  /** The recall symbol, and a step for each further digit. */
  @Override
  public int recallSteps() {
    return positions;
  }
}
