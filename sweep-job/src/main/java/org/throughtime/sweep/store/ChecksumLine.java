package org.throughtime.sweep.store;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a list that {@code sha256sum} writes and {@link CommittedFile#lines} does.
 *
 * @param sha256 of the file's bytes, in hex
 * @param path below the directory of the list, with slashes; it does not leave that directory
 */
public record ChecksumLine(String sha256, String path) implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) [ *](\\S.*)");

  /** Empty where a line is none, or its path leaves the directory. */
  public static Optional<ChecksumLine> parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() && !leaves(matcher.group(2))
        ? Optional.of(new ChecksumLine(matcher.group(1), matcher.group(2)))
        : Optional.empty();
  }

  /** The line, with its end. */
  String line() {
    return sha256 + "  " + path + "\n";
  }

  private static boolean leaves(String path) {
    return path.startsWith("/") || List.of(path.split("/")).contains("..") || path.contains(":");
  }
}
