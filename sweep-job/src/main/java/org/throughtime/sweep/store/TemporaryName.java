package org.throughtime.sweep.store;

import java.util.concurrent.ThreadLocalRandom;
import org.apache.hadoop.fs.Path;

/** The name of a file while it is written, which readers ignore. */
final class TemporaryName {
  private static final String ENDING = ".tmp";

  /**
   * How much longer it is than the file's own, so that whoever limits names limits these, too: two
   * points, the digits of the largest number, and the ending.
   */
  static final int MOST_ADDED = 2 + 13 + ENDING.length();

  private TemporaryName() {}

  /** One that only one attempt at a file has. */
  static Path of(Path file) {
    String attempt =
        Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, Character.MAX_RADIX);
    return new Path(file.getParent(), "." + file.getName() + "." + attempt + ENDING);
  }

  /** Whether {@link #of} made it: an attempt that is no more did not come to commit it. */
  static boolean is(Path file) {
    return file.getName().startsWith(".") && file.getName().endsWith(ENDING);
  }
}
