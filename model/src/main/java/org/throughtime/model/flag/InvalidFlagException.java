package org.throughtime.model.flag;

/**
 * A flag of a run has a value that is not allowed. The message is one line: the name, the value,
 * and what the value must be.
 */
public final class InvalidFlagException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String flag;
  private final String shown;
  private final String expected;

  /**
   * @param flag the flag's name as the course writes it
   * @param value the value that was refused
   * @param expected what would be right, continuing "must be ..."
   */
  public InvalidFlagException(String flag, Object value, String expected) {
    super(flag + " = " + value + ": must be " + expected);
    this.flag = flag;
    this.shown = flag + " = " + value;
    this.expected = "must be " + expected;
  }

  /** The name and the value: {@code lr = fast}. */
  public String shown() {
    return shown;
  }

  /** What the value must be: {@code must be a finite number}. */
  public String expected() {
    return expected;
  }

  /** Name of the refused flag. */
  public String flag() {
    return flag;
  }
}
