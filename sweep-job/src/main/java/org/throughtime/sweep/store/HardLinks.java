package org.throughtime.sweep.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file system made from Hadoop's local one that makes hard links in a way of its own. */
public interface HardLinks {
  /**
   * Gives a file a second name.
   *
   * @throws java.nio.file.FileAlreadyExistsException where something has that name
   * @throws IOException where it cannot
   */
  void link(Path existing, Path name) throws IOException;
}
