package org.throughtime.sweep.cli;

/** What the program tells the shell. */
final class ExitStatus {
  /** All runs ended well; one that diverged has ended. */
  static final int OK = 0;

  /** Some run failed. */
  static final int FAILED = 1;

  /** The call or the configuration is wrong; nothing was started. */
  static final int WRONG_CALL = 2;

  /** Interrupted, as shells count: 128 and the signal's number. */
  static final int INTERRUPTED = 130;

  private ExitStatus() {}
}
