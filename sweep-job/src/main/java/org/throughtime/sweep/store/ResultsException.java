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

  /**
   * A directory holds no sweep. The message names sweeps nearby.
   *
   * @param called the directory as the user writes it
   */
  public static ResultsException noSweep(String called, ResultsDirectory directory) {
    return new ResultsException(called + ": " + new NearbySweeps(called, directory).fault());
  }
}
