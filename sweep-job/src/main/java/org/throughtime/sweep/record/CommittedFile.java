package org.throughtime.sweep.record;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * A file that was committed to a results directory, with what tells whether it still is the same.
 *
 * @param path below the directory, with slashes
 * @param sha256 of its bytes, in hex
 */
public record CommittedFile(String path, String sha256) {
  /** Files as {@code sha256sum -c} reads them, in the directory they are relative to. */
  static String lines(Collection<CommittedFile> files) {
    return files.stream()
        .map(file -> file.sha256() + "  " + file.path() + "\n")
        .collect(Collectors.joining());
  }
}
