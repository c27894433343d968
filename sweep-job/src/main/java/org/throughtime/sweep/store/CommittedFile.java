package org.throughtime.sweep.store;

import java.io.Serializable;
import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A file that was committed to a results directory, with the size and hash that show whether it has
 * changed.
 *
 * @param path below the directory, with slashes
 * @param size in bytes
 * @param sha256 of its bytes, in hex
 */
public record CommittedFile(String path, long size, String sha256) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Files as {@code sha256sum -c} reads them, in the directory they are relative to. */
  public static String lines(Collection<CommittedFile> files) {
    return files.stream()
        .map(file -> new ChecksumLine(file.sha256(), file.path()).line())
        .collect(Collectors.joining());
  }
}
