package org.throughtime.sweep.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * On a store that compares what it replaces. A commit takes the place of the text that this attempt
 * wrote last, and of no other, so nothing need be asked before.
 */
final class ComparedText extends GrowingText {
  /** Each time another attempt was quicker. */
  private static final int MOST_TRIES = 5;

  private final FileCommits commits;
  private final Path file;

  /** What this attempt wrote last, if no other has written since as far as is known. */
  private Optional<Version> mine = Optional.empty();

  /** Whether the store turned out to name versions otherwise than this side can tell. */
  private boolean unforeseen;

  ComparedText(ResultsDirectory directory, FileCommits commits, Path file, Path end) {
    super(directory, end);
    this.commits = commits;
    this.file = file;
  }

  @Override
  public void begin(String text) throws IOException {
    byte[] bytes = bytes(text);
    if (commits.putIfAbsent(file, bytes)) {
      mine = commits.written(bytes);
    }
  }

  @Override
  public void commitUnlessEnded(String text) throws IOException {
    byte[] bytes = bytes(text);
    boolean written = mine.isPresent() && !unforeseen && commits.replaceIf(file, mine.get(), bytes);
    for (int i = 0; !written && i < MOST_TRIES; i++) {
      Optional<Version> now = commits.read(file);
      unforeseen |= now.isPresent() && isMineByAnotherName(now.get());
      if (now.isPresent() && stays(now.get().text(), text)) {
        mine = Optional.empty();
        return;
      }
      written =
          now.isPresent()
              ? commits.replaceIf(file, now.get(), bytes)
              : commits.putIfAbsent(file, bytes);
    }
    mine = written ? commits.written(bytes) : Optional.empty();
  }

  private boolean isMineByAnotherName(Version now) {
    return mine.filter(last -> now.holds(last.bytes()) && !now.equals(last)).isPresent();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
