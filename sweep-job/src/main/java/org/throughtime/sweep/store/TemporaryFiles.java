package org.throughtime.sweep.store;

import java.util.UUID;
import org.apache.hadoop.fs.Path;

/** Names under which files are written before they are committed; readers pass over them. */
final class TemporaryFiles {
  private static final String SUFFIX = ".tmp";

  private TemporaryFiles() {}

  /** A name beside the file that no other attempt has. */
  static Path of(Path file) {
    return new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID() + SUFFIX);
  }

  /** Whether {@link #of} made it. */
  static boolean made(String name) {
    return name.startsWith(".") && name.endsWith(SUFFIX);
  }
}
