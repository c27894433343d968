package org.throughtime.sweep.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * A text file that one attempt at a run commits again and again while it grows, such as a log.
 *
 * <p>Other attempts may be at the same file: they write the same text, may be further, and may have
 * come to its end. Of two texts that begin alike the longer one stays. A text that does not begin
 * alike is of an attempt that failed or was stopped; it stays where it is the end.
 */
public abstract sealed class GrowingText permits ReplacedText, ComparedText {
  private final ResultsDirectory directory;
  private final Path end;

  GrowingText(ResultsDirectory directory, Path end) {
    this.directory = directory;
    this.end = end;
  }

  /** Commits the first lines, if there is no such file as far as is known. */
  public abstract void begin(String text) throws IOException;

  /** Commits the text so far, unless another attempt is as far, or has written the whole. */
  public abstract void commitUnlessEnded(String text) throws IOException;

  /** Whether the text that is there counts, and not the one that this attempt has. */
  final boolean stays(String there, String text) throws IOException {
    return there.startsWith(text) || !text.startsWith(there) && directory.exists(end);
  }
}
