package org.throughtime.sweep.store;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * The files of a Hadoop file system: what there is of them, and who commits more, as its {@link
 * Store} takes them.
 */
final class FileStore {
  private final FileSystem files;
  private final Store store;
  private final Patience patience;

  FileStore(FileSystem files, Store store) {
    this(files, store, Patience.NONE);
  }

  private FileStore(FileSystem files, Store store, Patience patience) {
    this.files = files;
    this.store = store;
    this.patience = patience;
  }

  /**
   * The same files for one who waits: to read, and to {@link #commits}. By {@link #versioned} files
   * drivers learn of each other, so these answer at once.
   */
  FileStore waiting(Patience patient) {
    return new FileStore(files, store, patient);
  }

  /**
   * Commits files here.
   *
   * @param last asked before each of them; throws where it is not to get its name
   */
  FileCommits commits(LastLook last) {
    return new FileCommits(store, patience, last);
  }

  /** A file of which one version replaces the other. */
  VersionedFile versioned(Path file) {
    return new VersionedFile(store, file);
  }

  /** Its scheme, such as hdfs. */
  String scheme() {
    return files.getUri().getScheme();
  }

  /** Whether it is this machine's own. */
  boolean isLocal() {
    return files instanceof RawLocalFileSystem;
  }

  /** The path with everything that it leaves to the file system. */
  Path qualified(Path path) {
    return files.makeQualified(path);
  }

  /** Whether there is a file or a folder. */
  boolean exists(Path path) throws IOException {
    return patience.call(() -> files.exists(path));
  }

  /** Whether there is a file. */
  boolean has(Path file) throws IOException {
    return patience.call(() -> store.has(file));
  }

  /**
   * Whether a folder may have rights of its own. In an object store it is the beginning of names.
   */
  boolean hasFolders() {
    return store instanceof RenamingStore;
  }

  InputStream open(Path file) throws IOException {
    return patience.call(() -> files.open(file));
  }

  /** All bytes of a file. */
  byte[] read(Path file) throws IOException {
    return patience.call(
        () -> {
          try (InputStream in = files.open(file)) {
            return in.readAllBytes();
          }
        });
  }

  /**
   * All bytes of a file that was listed. An object store that is told of the listing need not ask
   * for the size; where the object is another one by now, it does.
   */
  byte[] read(FileStatus listed) throws IOException {
    if (hasFolders()) {
      return read(listed.getPath());
    }
    try (InputStream in =
        FutureIO.awaitFuture(files.openFile(listed.getPath()).withFileStatus(listed).build())) {
      return in.readAllBytes();
    } catch (IOException e) {
      return read(listed.getPath());
    }
  }

  /**
   * Some bytes of a file.
   *
   * @throws EOFException where it has fewer
   */
  byte[] read(Path file, long offset, int length) throws IOException {
    return patience.call(
        () -> {
          byte[] bytes = new byte[length];
          try (FSDataInputStream in = files.open(file)) {
            in.readFully(offset, bytes);
          }
          return bytes;
        });
  }

  /** What is in a folder, in no order; nothing where there is no such folder. */
  FileStatus[] list(Path folder) throws IOException {
    try {
      return patience.call(() -> files.listStatus(folder));
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Every file in a folder and below it; none where there is no such folder. */
  List<FileStatus> below(Path folder) throws IOException {
    return patience.call(() -> belowNow(folder));
  }

  private List<FileStatus> belowNow(Path folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    try {
      RemoteIterator<? extends FileStatus> below = files.listFiles(folder, true);
      while (below.hasNext()) {
        found.add(below.next());
      }
    } catch (FileNotFoundException e) {
      // Then there are none.
    }
    return found;
  }
}
