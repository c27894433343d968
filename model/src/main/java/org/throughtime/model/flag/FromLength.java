package org.throughtime.model.flag;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a flag that is a number and may count only from a max_length on, as in {@code 200}
 * or {@code L100:200}. Lengths grow during training where the flag lengthSchedule says so.
 *
 * @param number 0 where what the flag stands for is never done
 * @param length max_length from which on it counts; 0 for any
 */
public record FromLength(int number, int length) {
  /** Never. */
  public static final FromLength NONE = new FromLength(0, 0);

  /** What a value must be, continuing "must be ...". */
  public static final String FORM =
      "0, or a whole number as in 200, or one from a max_length on as in L100:200";

  private static final Pattern VALUE =
      Pattern.compile("(?:L(?<length>[1-9]\\d{0,8}):)?(?<number>\\d{1,9})");

  /** Throws IllegalArgumentException where a number is below 0, or a length stands alone. */
  public FromLength {
    if (number < 0 || length < 0 || number == 0 && length > 0) {
      throw new IllegalArgumentException("must be " + FORM);
    }
  }

  /** A flag of such values; its neutral value is {@link #NONE}. */
  public static Flag<FromLength> flag(String name) {
    return Flag.of(name, FromLength::parse, FromLength::label, FORM).neutral(NONE);
  }

  /** The number where max_length is this; 0 where it does not count. */
  public int at(int maxLength) {
    return maxLength >= length ? number : 0;
  }

  /** As a flag's value is written; {@link #parse} reads it back. */
  public String label() {
    return (length > 0 ? "L" + length + ":" : "") + number;
  }

  /**
   * Reads what {@link #label} writes.
   *
   * @throws IllegalArgumentException where it is not of this form
   */
  public static FromLength parse(String text) {
    Matcher value = VALUE.matcher(text.strip());
    if (!value.matches()) {
      throw new IllegalArgumentException("must be " + FORM);
    }
    String length = value.group("length");
    return new FromLength(
        Integer.parseInt(value.group("number")), length == null ? 0 : Integer.parseInt(length));
  }
}
