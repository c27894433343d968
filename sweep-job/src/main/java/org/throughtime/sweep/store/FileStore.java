package org.throughtime.sweep.store;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.commons.io.output.CountingOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/**
 * The files of a Hadoop file system. Only this class knows how to commit a file: it writes the
 * complete file under a name that readers ignore, then renames it.
 */
final class FileStore {
  private static final String TEMPORARY = ".tmp";

  /** Two points, the digits of the largest number, and {@link #TEMPORARY}. */
  static final int MOST_ADDED = 2 + 13 + 4;

  private final FileSystem files;

  /** Whether a file may still be committed. */
  @FunctionalInterface
  interface LastLook {
    void require() throws IOException;
  }

  /**
   * Without its checksum files a local rename is one atomic step.
   *
   * @throws IOException where no file system answers to the path
   */
  FileStore(Path path, Configuration configuration) throws IOException {
    FileSystem found = path.getFileSystem(configuration);
    this.files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
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

  /** Whether it is this machine's own. */
  boolean isLocal() {
    return files instanceof RawLocalFileSystem;
  }

  /** The path with everything that it leaves to the file system. */
  Path qualified(Path path) {
    return files.makeQualified(path);
  }

  boolean exists(Path file) throws IOException {
    return files.exists(file);
  }

  InputStream open(Path file) throws IOException {
    return files.open(file);
  }

  void delete(Path file) throws IOException {
    files.delete(file, false);
  }

  /** What is in a folder, in no order; nothing where there is no such folder. */
  FileStatus[] list(Path folder) throws IOException {
    try {
      return files.listStatus(folder);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  /** Every file in a folder and below it; none where there is no such folder. */
  List<Path> below(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try {
      RemoteIterator<? extends FileStatus> below = files.listFiles(folder, true);
      while (below.hasNext()) {
        found.add(below.next().getPath());
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
   * @param last asked once the bytes are written and before they get their name; throws where they
   *     are not to
   * @throws StorageException where it cannot be written; then nothing of it is left, as far as the
   *     file system lets
   */
  CommittedFile put(Path file, String path, ResultsDirectory.Content content, LastLook last)
      throws StorageException {
    Path temporary = temporary(file);
    try {
      MessageDigest sha256 = Sha256.digest();
      CountingOutputStream out =
          new CountingOutputStream(new DigestOutputStream(create(temporary), sha256));
      try (out) {
        content.writeTo(out);
      }
      last.require();
      if (files instanceof RawLocalFileSystem) {
        if (!files.rename(temporary, file)) {
          throw new IOException("cannot rename " + temporary.getName());
        }
      } else {
        FileUtil.rename(files, temporary, file, Options.Rename.OVERWRITE);
      }
      String hash = HexFormat.of().formatHex(sha256.digest());
      return new CommittedFile(path, out.getByteCount(), hash);
    } catch (IOException | FSError | RuntimeException e) {
      try {
        files.delete(temporary, false);
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      if (e instanceof RuntimeException unexpected) {
        throw unexpected;
      }
      if (e instanceof StorageException told) {
        throw told;
      }
      throw StorageException.cannotWrite(file, e);
    }
  }

  /**
   * Hadoop's local file system starts a chmod for every file it creates; the umask does as well.
   * One that is made from it may have a way of its own.
   */
  private OutputStream create(Path file) throws IOException {
    if (files instanceof RawLocalFileSystem local && files.getClass() == RawLocalFileSystem.class) {
      local.mkdirs(file.getParent());
      return new BufferedOutputStream(
          Files.newOutputStream(local.pathToFile(file).toPath(), StandardOpenOption.CREATE_NEW));
    }
    return files.create(file, false);
  }

  /**
   * Writes a file unless there is one of its name: of several at once, one succeeds.
   *
   * @return whether it did
   */
  boolean putIfAbsent(Path file, byte[] bytes) throws IOException {
    OutputStream created;
    try {
      created = createExclusively(file);
    } catch (FileAlreadyExistsException | java.nio.file.FileAlreadyExistsException e) {
      return false;
    }
    try (OutputStream out = created) {
      out.write(bytes);
    } catch (IOException e) {
      delete(file);
      throw e;
    }
    return true;
  }

  /** Hadoop's local file system looks first and creates then; the system does it in one step. */
  private OutputStream createExclusively(Path file) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      java.nio.file.Path path = local.pathToFile(file).toPath();
      try {
        Files.createDirectories(path.getParent());
      } catch (java.nio.file.FileAlreadyExistsException e) {
        throw new IOException(e.getMessage() + " is a file", e);
      }
      return Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
    return files.create(file, false);
  }

  /** Sets the time of a file to now. */
  void touch(Path file) throws IOException {
    files.setTimes(file, System.currentTimeMillis(), -1);
  }

  /** When a file was written or touched last; empty where there is none. */
  Optional<Instant> touched(Path file) throws IOException {
    try {
      return Optional.of(Instant.ofEpochMilli(files.getFileStatus(file).getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
