package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * On a file system that replaces a file without comparing it. The end may come between the look at
 * the file and the rename.
 */
final class ReplacedText extends GrowingText {
  private final ResultsDirectory directory;
  private final Path file;

  ReplacedText(ResultsDirectory directory, Path file, Path end) {
    super(directory, end);
    this.directory = directory;
    this.file = file;
  }

  @Override
  public void begin(String text) throws IOException {
    if (!directory.exists(file)) {
      directory.commitText(file, text);
    }
  }

  @Override
  public void commitUnlessEnded(String text) throws IOException {
    Optional<String> there = there();
    if (there.isEmpty() || !stays(there.get(), text)) {
      directory.commitText(file, text);
    }
  }

  private Optional<String> there() throws IOException {
    try {
      return Optional.of(directory.readText(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
