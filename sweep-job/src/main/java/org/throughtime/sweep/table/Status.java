package org.throughtime.sweep.table;

import java.util.Locale;
import org.throughtime.model.train.RunStatus;

/** The status of a run of a sweep. */
public enum Status {
  /** It has not begun, or nothing of it is committed and no driver is at work. */
  WAITING,
  /** It has begun and not ended, and the driver of its sweep is at work. */
  RUNNING,
  /** Its training ended: valid error was below 0.0001 %, with a finite NLL. */
  SOLVED,
  /** Its training ended: all iterations were done. */
  FINISHED,
  /** Its training ended: weights are not finite, or with clipstyle nothing the loss is not. */
  DIVERGED,
  /** An exception ended it. */
  FAILED,
  /** It was interrupted or ran into a limit, and can go on. */
  STOPPED;

  /** That of a run whose training ended. */
  public static Status of(RunStatus ended) {
    return valueOf(ended.name());
  }

  /**
   * The inverse of {@link #label}.
   *
   * @throws IllegalArgumentException where the text is no label
   */
  public static Status parse(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** The name in tables, logs and messages: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing is left to compute, since its training ended. */
  public boolean isDone() {
    return this == SOLVED || this == FINISHED || this == DIVERGED;
  }
}
