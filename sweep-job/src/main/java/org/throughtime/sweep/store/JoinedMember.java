package org.throughtime.sweep.store;

import java.io.Serializable;

/**
 * A file of a run whose bytes are a part of a joined file.
 *
 * @param run that it is of
 * @param path that it had as a file of its own, below the directory
 * @param file that holds it, in the same folder
 * @param offset of its first byte there
 * @param length in bytes
 */
public record JoinedMember(String run, String path, CommittedFile file, long offset, int length)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  public JoinedMember {
    if (offset < 0 || length < 0 || offset + length > file.size()) {
      throw new IllegalArgumentException(
          "%s: bytes %d to %d are not in %s, which has %d"
              .formatted(path, offset, offset + length, file.path(), file.size()));
    }
  }
}
