package org.throughtime.sweep.query;

import java.io.IOException;
import java.io.Writer;

/** How a result is written. */
@FunctionalInterface
public interface ResultFormat {
  /**
   * Writes all of it.
   *
   * @throws IOException where the writer fails
   */
  void write(QueryResult result, Writer out) throws IOException;
}
