package org.throughtime.model.train;

import java.util.Locale;

/** How the training of a run came to its end. */
public enum RunStatus {
  /** Valid error fell below 0.0001 %. */
  SOLVED,
  /** All iterations were done. */
  FINISHED,
  /** Loss or weights became non-finite with clipstyle nothing. */
  DIVERGED;

  /** The name in messages: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
