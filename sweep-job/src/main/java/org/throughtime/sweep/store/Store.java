package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The ways in which a kind of file system takes a file. Each is one step for whoever reads.
 *
 * <p>Where {@link #create} or {@link #replace} throws, the file may have been written nevertheless:
 * answers get lost. {@link VersionedFile} finds out. A path that is replaced or removed is read
 * with {@link #read} only; one that is only created is a file like any other.
 */
sealed interface Store permits RenamingStore, ConditionalStore {
  /**
   * Writes a file, over one of its name.
   *
   * @param last asked once the content is known and before it gets the name
   */
  void putWhole(Path file, ResultsDirectory.Content content, LastLook last) throws IOException;

  /** Writes a file unless there is one of its name. */
  void create(Path file, byte[] bytes) throws IOException;

  /** Writes a file over one version of it, and over no other. */
  void replace(Path file, Version version, byte[] bytes) throws IOException;

  /**
   * The version of a file that these bytes were written to, told without asking. It may be another
   * one, which {@link #replace} then refuses; empty where one cannot tell.
   */
  Optional<Version> written(byte[] bytes);

  /** Whether there is a file of that name. Folders may pass for files. */
  boolean has(Path file) throws IOException;

  /** The file now; empty where there is none. */
  Optional<Version> read(Path file) throws IOException;

  /**
   * Takes files away, whatever they hold; none where there is none.
   *
   * @param last asked before each request
   */
  void delete(List<Path> files, LastLook last) throws IOException;

  /** Takes a file away where it has that version, and no later one. */
  void remove(Path file, Version version) throws IOException;
}
