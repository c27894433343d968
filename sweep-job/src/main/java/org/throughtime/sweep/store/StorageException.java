package org.throughtime.sweep.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file of a results directory cannot be written. The message is one line that names it. */
public final class StorageException extends IOException {
  private static final long serialVersionUID = 1L;

  private StorageException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A driver lost its claim.
   *
   * @param message of {@link Lease#lost}
   */
  static StorageException takenOver(String message) {
    return new StorageException(message, null);
  }

  static StorageException cannotWrite(Path file, Throwable cause) {
    return new StorageException(file + ": cannot be written (" + reason(cause) + ")", cause);
  }

  /** The innermost message: Hadoop wraps what the system said. */
  static String reason(Throwable cause) {
    Throwable innermost = cause;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
