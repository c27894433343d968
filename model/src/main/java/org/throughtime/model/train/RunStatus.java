package org.throughtime.model.train;

import java.util.Locale;

/** How a run ended. */
public enum RunStatus {
  /** Valid error fell below 0.0001 %. */
  SOLVED,
  /** All iterations were done. */
  FINISHED,
  /** Loss or weights became non-finite with clipstyle nothing. */
  DIVERGED,
  /** An exception ended it. */
  FAILED,
  /** It was interrupted or ran into a limit, and can go on. */
  STOPPED;

  /** The name in tables and logs: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
