package org.throughtime.sweep.cli;

import java.util.Map;
import java.util.TreeMap;

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

  /** What each says, for manual pages; in ascending order. */
  static final Map<Integer, String> MEANINGS =
      new TreeMap<>(
          Map.of(
              OK, "All went well. A run that diverged counts as ended.",
              FAILED, "A run failed, a limit stopped it, or something is missing.",
              WRONG_CALL, "The call or the configuration is wrong. Nothing was started.",
              INTERRUPTED, "Interrupted. The same command resumes where it stopped."));

  private ExitStatus() {}
}
