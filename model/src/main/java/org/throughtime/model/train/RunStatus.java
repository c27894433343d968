package org.throughtime.model.train;

import java.util.Locale;

/** How the training of a run ended. */
public enum RunStatus {
  /** Valid error was below 0.0001 %, with a finite NLL, at solvedChecks checkpoints in a row. */
  SOLVED,
  /** All iterations were done. */
  FINISHED,
  /** Weights are not finite, or with clipstyle nothing the loss is not. */
  DIVERGED;

  /** The name in messages: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
