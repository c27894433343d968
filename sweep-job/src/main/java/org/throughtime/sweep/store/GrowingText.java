package org.throughtime.sweep.store;

import java.io.IOException;

/**
 * A text file that one attempt at a run commits again and again while it grows, such as a log.
 *
 * <p>Other attempts may be at the same file: they write the same text, may be further, and may have
 * come to its end. Then a shorter text is not to take its place.
 */
public interface GrowingText {
  /** Commits the first lines, if there is no such file as far as is known. */
  void begin(String text) throws IOException;

  /** Commits the text so far, unless another attempt has written the whole. */
  void commitUnlessEnded(String text) throws IOException;
}
