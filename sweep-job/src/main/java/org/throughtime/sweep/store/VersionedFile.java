package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/**
 * A file of which one version replaces the other. Of several writers at once, one succeeds.
 *
 * <p>No two writes have the same content, so that the file tells whose it is.
 */
final class VersionedFile {
  private final Store store;
  private final Path file;

  VersionedFile(Store store, Path file) {
    this.store = store;
    this.file = file;
  }

  /** Its version now; empty where there is none. */
  Optional<Version> read() throws IOException {
    return store.read(file);
  }

  /**
   * Writes it unless there is one.
   *
   * @return whether it was written
   * @throws IOException where it cannot be written, or nobody knows whether it was
   */
  boolean putIfAbsent(byte[] bytes) throws IOException {
    try {
      store.create(file, bytes);
      return true;
    } catch (IOException e) {
      return succeeded(Optional.empty(), bytes, e);
    }
  }

  /**
   * Writes it over one version, and over no other.
   *
   * @return whether it was written
   * @throws IOException where it cannot be written, or nobody knows whether it was
   */
  boolean replaceIf(Version version, byte[] bytes) throws IOException {
    try {
      store.replace(file, version, bytes);
      return true;
    } catch (IOException e) {
      return succeeded(Optional.of(version), bytes, e);
    }
  }

  /**
   * Whether a write that threw has been done. The answer to it may be lost, and a client that asks
   * again then is told that there is a file, which is its own.
   *
   * @param before what there was when the write began
   * @throws IOException where all is as before, so that the write may still arrive
   */
  private boolean succeeded(Optional<Version> before, byte[] bytes, IOException thrown)
      throws IOException {
    Optional<Version> now;
    try {
      now = read();
    } catch (IOException e) {
      thrown.addSuppressed(e);
      throw thrown;
    }
    if (now.equals(before)) {
      if (thrown instanceof FileAlreadyExistsException) {
        return false; // Another writer was first, and its file is gone again.
      }
      throw thrown;
    }
    return now.filter(version -> version.holds(bytes)).isPresent();
  }

  /** Takes it away where it has that version, and no later one. */
  void remove(Version version) throws IOException {
    store.remove(file, version);
  }
}
