package org.throughtime.sweep.store;

/** A results directory cannot be used as requested. The message is one line for the user. */
public final class ResultsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and what would be right
   */
  public ResultsException(String message) {
    super(message);
  }

  /** A directory, as the user calls it, holds no sweep. */
  public static ResultsException noSweep(String directory) {
    return new ResultsException(
        directory + ": contains no sweep; give the results directory of a sweep");
  }
}
