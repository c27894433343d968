package org.throughtime.sweep.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Files that this machine's system calls reach. */
final class LocalStore extends RenamingStore {
  private final RawLocalFileSystem local;

  LocalStore(RawLocalFileSystem local) {
    super(local);
    this.local = local;
  }

  private java.nio.file.Path path(Path file) {
    return local.pathToFile(file).toPath();
  }

  /**
   * Hadoop's local file system starts a chmod for every file it creates; the umask does as well.
   * One that is made from it may have a way of its own.
   */
  @Override
  OutputStream open(Path temporary) throws IOException {
    if (local.getClass() != RawLocalFileSystem.class) {
      return local.create(temporary, false);
    }
    try {
      Files.createDirectories(path(temporary.getParent()));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getMessage() + " is a file", e);
    }
    return new BufferedOutputStream(
        Files.newOutputStream(path(temporary), StandardOpenOption.CREATE_NEW));
  }

  /** Hadoop moves a file into a folder that has the file's name. */
  @Override
  void rename(Path temporary, Path file) throws IOException {
    try {
      if (local.getClass() == RawLocalFileSystem.class && Files.isDirectory(path(file))) {
        throw new IOException("a folder has this name; move it away");
      }
      if (!local.rename(temporary, file)) {
        throw new IOException("cannot rename " + temporary.getName());
      }
    } catch (IOException e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** A system call renames over whatever is there, but links only where nothing is. */
  @Override
  void renameIfAbsent(Path temporary, Path file) throws IOException {
    try {
      if (local instanceof HardLinks own) {
        own.link(temporary, file);
      } else {
        Files.createLink(path(file), path(temporary));
      }
    } catch (FileAlreadyExistsException e) {
      throw new org.apache.hadoop.fs.FileAlreadyExistsException(file.toString());
    } catch (FileSystemException | UnsupportedOperationException e) {
      // Some systems have no links. A reader may see half of a file there.
      Files.write(path(file), Files.readAllBytes(path(temporary)), StandardOpenOption.CREATE_NEW);
    } finally {
      Files.deleteIfExists(path(temporary));
    }
  }
}
