package org.throughtime.sweep.digest;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file of a run is missing, damaged, or not what the rest of the run's files go with. */
final class UnreadableException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;

  /**
   * @param file which
   * @param why in words that go on behind its name
   */
  UnreadableException(Path file, String why) {
    super(why);
    this.file = file.toString();
  }

  /** What reading it threw. */
  static UnreadableException of(Path file, Exception cause) {
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("").strip();
    UnreadableException e =
        new UnreadableException(
            file,
            cause instanceof java.io.FileNotFoundException
                ? "is missing"
                : "cannot be read ("
                    + (cause.getMessage() == null ? cause.getClass().getSimpleName() : said)
                    + ")");
    e.initCause(cause);
    return e;
  }

  Path file() {
    return new Path(file);
  }
}
