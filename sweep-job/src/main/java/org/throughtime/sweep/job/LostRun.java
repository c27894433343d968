package org.throughtime.sweep.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughtime.sweep.record.StorageException;

/** Why Spark gave a run up, in words for whoever started the sweep. */
final class LostRun {
  /** What Spark says around the last failure of a task. */
  private static final Pattern LAST_FAILURE =
      Pattern.compile("most recent failure: Lost task \\S+ in stage \\S+ \\(TID \\d+\\) (.*)");

  private LostRun() {}

  /** One line. */
  static String reason(Throwable given) {
    for (Throwable cause = given; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException) {
        return cause.getMessage();
      }
    }
    String message = String.valueOf(given.getMessage()).lines().findFirst().orElse("");
    int storage = message.lastIndexOf(StorageException.class.getName() + ": ");
    if (storage >= 0) {
      return message.substring(storage + StorageException.class.getName().length() + 2);
    }
    Matcher last = LAST_FAILURE.matcher(message);
    return last.find() ? last.group(1) : message;
  }
}
