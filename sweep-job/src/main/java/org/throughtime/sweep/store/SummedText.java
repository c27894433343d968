package org.throughtime.sweep.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A text whose last line is a comment with the SHA-256 of the lines before it, so that half of a
 * file, or one with another digit, does not count.
 */
final class SummedText {
  private static final String SUM = "# SHA-256 of the lines above: ";

  private SummedText() {}

  /**
   * @param lines each with its end
   */
  static byte[] bytes(String lines) {
    return utf8(lines + SUM + Sha256.of(utf8(lines)) + "\n");
  }

  /** The lines before the last one; empty where that is not their sum. */
  static Optional<String> intact(String text) {
    int end = text.lastIndexOf(SUM);
    if (end < 0) {
      return Optional.empty();
    }
    String lines = text.substring(0, end);
    return Optional.of(lines)
        .filter(l -> text.substring(end).equals(SUM + Sha256.of(utf8(l)) + "\n"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
