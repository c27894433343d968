package org.throughtime.sweep.store;

import java.io.IOException;

/** Whether a file may still be committed or taken away. */
@FunctionalInterface
interface LastLook {
  /**
   * @throws IOException where it may not, or where that cannot be known
   */
  void require() throws IOException;
}
