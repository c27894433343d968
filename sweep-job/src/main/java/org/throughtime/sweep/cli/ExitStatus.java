package org.throughtime.sweep.cli;

/** The exit statuses of the program. */
final class ExitStatus {
  /** All runs ended well; one that diverged has ended. */
  static final int OK = 0;

  /** Some run failed. */
  static final int FAILED = 1;

  /** The call or the configuration is wrong; nothing was started. */
  static final int WRONG_CALL = 2;

  /** Interrupted, as shells count: 128 and the signal's number. */
  static final int INTERRUPTED = 130;

  /** For the manual pages of commands that train. */
  static final String SWEEP_ENDED =
      OK + ":All runs ended well. A run that diverged counts as ended.";

  /** For the manual pages of commands that train. */
  static final String SWEEP_FAILED = FAILED + ":A run failed, or a limit stopped the sweep.";

  /** For the manual pages of commands with a configuration. */
  static final String WRONG_CONFIGURATION =
      WRONG_CALL + ":The call or the configuration is wrong. Nothing was started.";

  /** For the manual pages of commands that read a results directory. */
  static final String WRONG_DIRECTORY = WRONG_CALL + ":The call is wrong, or DIR has no sweep.";

  /** For the manual pages of commands that compute what a later call does not compute again. */
  static final String RESUMES = INTERRUPTED + ":Interrupted. Repeat the command to resume.";

  /** For the manual pages of the other commands that can take long. */
  static final String STOPPED = INTERRUPTED + ":Interrupted.";

  private ExitStatus() {}
}
