package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * A file system that renames a file in one step, such as HDFS. A file is written under a name that
 * readers ignore, then renamed.
 *
 * <p>Such a file system does not compare what it replaces. Therefore {@link #replace} writes every
 * version of {@code FILE} under a name of its own, {@code FILE.1}, {@code FILE.2} and so on, which
 * only one writer can create. The highest number counts. The version before it stays, so that a
 * writer sees whether the one that it replaces was still the last but one: after a long freeze that
 * version is gone, and the writer withdraws. Versions are taken away in ascending order.
 *
 * <p>No number is used twice: a writer that was frozen would give or take away a version that is
 * not the one it knows. Therefore a last version that says so stands for a file that was removed.
 */
sealed class RenamingStore implements Store permits LocalStore {
  /** A reader meets another version each time only where somebody writes without a pause. */
  private static final int MOST_TRIES = 10;

  /** Not empty: where a file system has no links, a file is empty before it is whole. */
  private static final byte[] REMOVED = "# removed\n".getBytes(StandardCharsets.UTF_8);

  private final FileSystem files;

  RenamingStore(FileSystem files) {
    this.files = files;
  }

  @Override
  public final void putWhole(Path file, ResultsDirectory.Content content, LastLook last)
      throws IOException {
    Path temporary = write(file, content, last);
    rename(temporary, file);
  }

  @Override
  public final void create(Path file, byte[] bytes) throws IOException {
    Optional<Version> last = last(file);
    if (last.filter(version -> !version.holds(REMOVED)).isPresent()) {
      throw new FileAlreadyExistsException(file.toString());
    }
    if (last.isPresent()) {
      try {
        replace(file, last.get(), bytes);
      } catch (FileNotFoundException e) {
        // Another writer was first, whether or not its file is still there.
        throw new FileAlreadyExistsException(e.getMessage());
      }
      return;
    }
    renameIfAbsent(write(file, out -> out.write(bytes), () -> {}), file);
    if (!versions(file).keySet().equals(Set.of(0L))) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  @Override
  public final void replace(Path file, Version version, byte[] bytes) throws IOException {
    long replaced = Long.parseLong(version.token());
    Path next = version(file, replaced + 1);
    renameIfAbsent(write(next, out -> out.write(bytes), () -> {}), next);
    if (!isAt(version(file, replaced), version)) {
      files.delete(next, false);
      throw new FileNotFoundException(version(file, replaced) + " is not there any more");
    }
    delete(versions(file).headMap(replaced, false));
  }

  private boolean isAt(Path path, Version version) throws IOException {
    try (InputStream in = files.open(path)) {
      return version.holds(in.readAllBytes());
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /** A version is told by its number, which its bytes do not tell. */
  @Override
  public final Optional<Version> written(byte[] bytes) {
    return Optional.empty();
  }

  @Override
  public final boolean has(Path file) throws IOException {
    return files.exists(file);
  }

  @Override
  public final void delete(List<Path> several, LastLook last) throws IOException {
    for (Path file : several) {
      last.require();
      files.delete(file, false);
    }
  }

  @Override
  public final Optional<Version> read(Path file) throws IOException {
    return last(file).filter(version -> !version.holds(REMOVED));
  }

  private Optional<Version> last(Path file) throws IOException {
    FileNotFoundException gone = null;
    for (int i = 0; i < MOST_TRIES; i++) {
      NavigableMap<Long, FileStatus> versions = versions(file);
      if (versions.isEmpty()) {
        return Optional.empty();
      }
      Map.Entry<Long, FileStatus> last = versions.lastEntry();
      try (InputStream in = files.open(last.getValue().getPath())) {
        String token = Long.toString(last.getKey());
        Instant written = Instant.ofEpochMilli(last.getValue().getModificationTime());
        return Optional.of(new Version(in.readAllBytes(), token, written));
      } catch (FileNotFoundException e) {
        gone = e;
      }
    }
    throw gone;
  }

  @Override
  public final void remove(Path file, Version version) throws IOException {
    replace(file, version, REMOVED);
    delete(versions(file).headMap(Long.parseLong(version.token()), true));
  }

  private void delete(NavigableMap<Long, FileStatus> ascending) throws IOException {
    for (FileStatus version : ascending.values()) {
      files.delete(version.getPath(), false);
    }
  }

  private static Path version(Path file, long number) {
    return number == 0 ? file : new Path(file.getParent(), file.getName() + "." + number);
  }

  /** The versions of a file that are there, by their numbers. */
  private NavigableMap<Long, FileStatus> versions(Path file) throws IOException {
    NavigableMap<Long, FileStatus> versions = new TreeMap<>();
    String prefix = file.getName() + ".";
    try {
      for (FileStatus status : files.listStatus(file.getParent())) {
        String name = status.getPath().getName();
        if (name.equals(file.getName())) {
          versions.put(0L, status);
        } else if (name.startsWith(prefix)
            && name.substring(prefix.length()).matches("\\d{1,18}")) {
          versions.put(Long.valueOf(name.substring(prefix.length())), status);
        }
      }
    } catch (FileNotFoundException e) {
      // Then there are none.
    }
    return versions;
  }

  /** Writes a file under a name of its own; removes it again if that fails. */
  private Path write(Path file, ResultsDirectory.Content content, LastLook last)
      throws IOException {
    Path temporary = TemporaryName.of(file);
    try {
      try (OutputStream out = open(temporary)) {
        content.writeTo(out);
      }
      last.require();
      return temporary;
    } catch (IOException | RuntimeException | FSError e) {
      discard(temporary, e);
      throw e;
    }
  }

  /** Takes away a file that certainly did not get its name. */
  final void discard(Path temporary, Throwable why) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  OutputStream open(Path temporary) throws IOException {
    return files.create(temporary, false);
  }

  /** Renames over a file. Where that fails it may have happened, so nothing is taken away. */
  void rename(Path temporary, Path file) throws IOException {
    FileUtil.rename(files, temporary, file, Options.Rename.OVERWRITE);
  }

  /** Renames unless there is a file of that name. */
  void renameIfAbsent(Path temporary, Path file) throws IOException {
    try {
      FileUtil.rename(files, temporary, file, Options.Rename.NONE);
    } catch (FileAlreadyExistsException e) {
      discard(temporary, e);
      throw e;
    }
  }
}
