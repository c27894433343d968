package org.throughtime.sweep.store;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.util.functional.FutureIO;

/** The files of a Hadoop file system, which takes them as its {@link Store} does. */
final class FileStore {
  private static final String TEMPORARY = ".tmp";

  /** Two points, the digits of the largest number, and {@link #TEMPORARY}. */
  static final int MOST_ADDED = 2 + 13 + 4;

  /** Those that rename in one step, also over a file or unless there is one. */
  private static final Set<String> RENAMING = Set.of("hdfs", "webhdfs", "swebhdfs");

  private final FileSystem files;
  private final Store store;
  private final Patience patience;

  /** Whether a file may still be committed. */
  @FunctionalInterface
  interface LastLook {
    void require() throws IOException;
  }

  /**
   * @throws IOException where no file system answers to the path
   */
  FileStore(Path path, Configuration configuration) throws IOException {
    this(withoutChecksums(path.getFileSystem(configuration)), path);
  }

  private FileStore(FileSystem files, Path path) throws IOException {
    this(files, store(files, files.makeQualified(path)));
  }

  FileStore(FileSystem files, Store store) {
    this(files, store, Patience.NONE);
  }

  private FileStore(FileSystem files, Store store, Patience patience) {
    this.files = files;
    this.store = store;
    this.patience = patience;
  }

  /**
   * The same files for one who waits: to read, to {@link #put} and to {@link #delete}. By {@link
   * #versioned} files drivers learn of each other, so these answer at once.
   */
  FileStore waiting(Patience patient) {
    return new FileStore(files, store, patient);
  }

  /** Without its checksum files a local rename is one atomic step. */
  private static FileSystem withoutChecksums(FileSystem found) {
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  private static Store store(FileSystem files, Path path) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      return new LocalStore(local);
    }
    return ConditionalStore.supports(files, path)
        ? new ConditionalStore(files)
        : new RenamingStore(files);
  }

  /**
   * That of a place.
   *
   * @param uri a Hadoop file system URI or a path
   * @throws ResultsException where no file system answers to it
   */
  static FileStore at(String uri, Configuration configuration) {
    try {
      return new FileStore(new Path(uri), configuration);
    } catch (IOException | IllegalArgumentException e) {
      throw new ResultsException(
          uri + ": cannot hold results (" + e.getMessage() + "); give a path or a URI");
    }
  }

  /**
   * @param directory as the user gave it
   * @throws ResultsException where the file system takes no file in one step on a condition: two
   *     drivers could then own one directory
   */
  void requireOwnable(String directory) {
    boolean renames = isLocal() || RENAMING.contains(files.getUri().getScheme());
    if (store instanceof RenamingStore && !renames) {
      throw new ResultsException(
          ("%s: %s:// cannot keep a second driver away here; give a directory on a local disk, on"
                  + " hdfs://, or on s3a:// with Hadoop 3.4.2 or later (Spark 4.1 or later) and"
                  + " fs.s3a.create.conditional.enabled not false")
              .formatted(directory, files.getUri().getScheme()));
    }
  }

  /** A file of which one version replaces the other. */
  VersionedFile versioned(Path file) {
    return new VersionedFile(store, file);
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

  /**
   * Takes a file away, if it is there.
   *
   * @param last asked before; throws where it is not to
   */
  void delete(Path file, LastLook last) throws IOException {
    patience.call(
        () -> {
          last.require();
          store.delete(file);
          return null;
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

  /**
   * A name that only one attempt at a file has. It is at most {@value #MOST_ADDED} characters
   * longer than the file's own, so that whoever limits names limits these, too.
   */
  static Path temporary(Path file) {
    String attempt =
        Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, Character.MAX_RADIX);
    return new Path(file.getParent(), "." + file.getName() + "." + attempt + TEMPORARY);
  }

  /** Whether {@link #put} wrote it and did not come to commit it. */
  static boolean isTemporary(Path file) {
    return file.getName().startsWith(".") && file.getName().endsWith(TEMPORARY);
  }

  /**
   * Commits a file whole, replacing one of its name.
   *
   * @param path of it, as the result has it
   * @param last asked once the bytes are known and before they get their name; throws where they
   *     are not to
   * @throws StorageException where it cannot be written. Then nothing of it is left, as far as the
   *     file system lets; but where it may have got its name, nothing is taken away
   */
  CommittedFile put(Path file, String path, ResultsDirectory.Content content, LastLook last)
      throws StorageException {
    try {
      return patience.call(() -> putOnce(file, path, content, last));
    } catch (StorageException e) {
      throw e;
    } catch (IOException | FSError e) {
      throw StorageException.cannotWrite(file, e);
    }
  }

  /**
   * Commits a file unless there is one of its name.
   *
   * @param last asked before; throws where it is not to
   * @return whether the file has this content now
   * @throws StorageException where it cannot be written, or nobody knows whether it was
   */
  boolean putIfAbsent(Path file, byte[] bytes, LastLook last) throws StorageException {
    try {
      return patience.call(
          () -> {
            last.require();
            return versioned(file).putIfAbsent(bytes);
          });
    } catch (StorageException e) {
      throw e;
    } catch (IOException | FSError e) {
      throw StorageException.cannotWrite(file, e);
    }
  }

  private CommittedFile putOnce(
      Path file, String path, ResultsDirectory.Content content, LastLook last) throws IOException {
    MessageDigest sha256 = Sha256.digest();
    LongAdder size = new LongAdder();
    store.putWhole(
        file,
        out -> {
          CountingOutputStream counted =
              new CountingOutputStream(new DigestOutputStream(out, sha256));
          content.writeTo(counted);
          counted.flush();
          size.add(counted.getByteCount());
        },
        last);
    return new CommittedFile(path, size.sum(), HexFormat.of().formatHex(sha256.digest()));
  }
}
