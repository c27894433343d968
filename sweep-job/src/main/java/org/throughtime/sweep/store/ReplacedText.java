package org.throughtime.sweep.store;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/**
 * On a file system that replaces a file without comparing it. The end may come between the question
 * for it and the commit.
 */
final class ReplacedText implements GrowingText {
  private final ResultsDirectory directory;
  private final Path file;
  private final Path end;

  ReplacedText(ResultsDirectory directory, Path file, Path end) {
    this.directory = directory;
    this.file = file;
    this.end = end;
  }

  @Override
  public void begin(String text) throws IOException {
    if (!directory.exists(file)) {
      directory.commitText(file, text);
    }
  }

  @Override
  public void commitUnlessEnded(String text) throws IOException {
    if (!directory.exists(end)) {
      directory.commitText(file, text);
    }
  }
}
