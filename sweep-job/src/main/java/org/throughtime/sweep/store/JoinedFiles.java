package org.throughtime.sweep.store;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of a directory by the paths that they had when they were written, wherever their bytes
 * are now: in a file of their own, or in a joined file.
 *
 * <p>What a reader was to open may be joined, taken out or joined again meanwhile. Where a file is
 * missing, the newest catalog tells where its bytes are: they are the same.
 */
final class JoinedFiles {
  private final ResultsDirectory directory;
  private final FileStore files;

  /** The newest that anybody asked for through this. */
  private Catalog known = Catalog.EMPTY;

  JoinedFiles(ResultsDirectory directory, FileStore files) {
    this.directory = directory;
    this.files = files;
  }

  /** The newest catalog, now. */
  Catalog catalog() throws IOException {
    return remember(new CatalogVersions(directory).newest(known()));
  }

  /**
   * The newest catalog of those that were listed.
   *
   * @param versions what is in the folder of the catalog
   */
  Catalog catalog(List<FileStatus> versions) throws IOException {
    return remember(new CatalogVersions(directory).newest(known(), versions));
  }

  private Catalog remember(Catalog newest) {
    synchronized (this) {
      if (newest.number() > known.number()) {
        known = newest;
      }
    }
    return newest;
  }

  private synchronized Catalog known() {
    return known;
  }

  /** All bytes of a file. */
  byte[] read(Path file) throws IOException {
    while (true) {
      Catalog now = known();
      Optional<JoinedMember> member = find(now, file);
      try {
        return member.isPresent() ? read(member.get()) : files.read(file);
      } catch (FileNotFoundException e) {
        if (directory.joinable(file).isEmpty() || catalog().number() <= now.number()) {
          throw e;
        }
      }
    }
  }

  /** All bytes of a file, as a {@link Listing} found it. */
  byte[] read(FileStatus listed) throws IOException {
    if (find(known(), listed.getPath()).isEmpty()) {
      try {
        return files.read(listed);
      } catch (FileNotFoundException e) {
        // Its bytes may be in a joined file by now.
      }
    }
    return read(listed.getPath());
  }

  private Optional<JoinedMember> find(Catalog catalog, Path file) {
    return catalog.number() == 0 ? Optional.empty() : catalog.find(directory.path(file));
  }

  private byte[] read(JoinedMember member) throws IOException {
    Path file = directory.file(member.file().path());
    try {
      return files.read(file, member.offset(), member.length());
    } catch (EOFException e) {
      throw (IOException)
          new FileNotFoundException(file + ": is truncated, so it lacks " + member.path())
              .initCause(e);
    }
  }

  /** The bytes of a file, one after the other. */
  InputStream open(Path file) throws IOException {
    if (find(known(), file).isEmpty()) {
      try {
        return files.open(file);
      } catch (FileNotFoundException e) {
        // Its bytes may be in a joined file by now.
      }
    }
    return new ByteArrayInputStream(read(file));
  }

  /** Whether there is a file, whatever became of a joined file that holds it. */
  boolean has(Path file) throws IOException {
    return find(known(), file).isPresent()
        || files.has(file)
        || directory.joinable(file).isPresent() && find(catalog(), file).isPresent();
  }
}
