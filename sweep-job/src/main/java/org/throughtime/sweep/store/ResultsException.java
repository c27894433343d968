package org.throughtime.sweep.store;

/** A results directory cannot be used as asked. The message is one line for the reader. */
public final class ResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and what would be right
   */
  public ResultsException(String message) {
    super(message);
  }
}
