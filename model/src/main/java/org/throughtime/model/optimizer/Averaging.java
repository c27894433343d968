package org.throughtime.model.optimizer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When the weights are replaced with their mean: flag {@code averageFreq}, as in {@code 200} or
 * {@code L100:200}.
 *
 * @param every iterations of a window; 0 where weights are never replaced
 * @param fromLength max_length from which on they are; 0 for any
 */
public record Averaging(int every, int fromLength) {
  /** Never. */
  public static final Averaging NONE = new Averaging(0, 0);

  /** What a value must be, continuing "must be ...". */
  public static final String FORM =
      "0, or a number of iterations as in 200, or that from a max_length on as in L100:200";

  private static final Pattern VALUE =
      Pattern.compile("(?:L(?<length>[1-9]\\d{0,8}):)?(?<every>\\d{1,9})");

  /** Throws IllegalArgumentException where a number is below 0, or a length stands alone. */
  public Averaging {
    if (every < 0 || fromLength < 0 || every == 0 && fromLength > 0) {
      throw new IllegalArgumentException("must be " + FORM);
    }
  }

  /** Whether weights are ever replaced. */
  public boolean averages() {
    return every > 0;
  }

  /** Whether they are while max_length is this. */
  public boolean averagesAt(int maxLength) {
    return averages() && maxLength >= fromLength;
  }

  /** As a flag's value is written; {@link #parse} reads it back. */
  public String label() {
    return (fromLength > 0 ? "L" + fromLength + ":" : "") + every;
  }

  /**
   * Reads what {@link #label} writes.
   *
   * @throws IllegalArgumentException where it is not of this form
   */
  public static Averaging parse(String text) {
    Matcher value = VALUE.matcher(text.strip());
    if (!value.matches()) {
      throw new IllegalArgumentException("must be " + FORM);
    }
    String length = value.group("length");
    return new Averaging(
        Integer.parseInt(value.group("every")), length == null ? 0 : Integer.parseInt(length));
  }
}
