package org.throughtime.sweep.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * A folder of files for people, on any Hadoop file system. Files are named by their relative paths,
 * with slashes, and are committed like those of a {@link ResultsDirectory}.
 */
public final class Folder {
  private final FileStore files;
  private final Path root;

  /**
   * @param uri a Hadoop file system URI or a path; it need not exist
   * @param configuration finds and configures the file system
   * @throws ResultsException where no file system answers to the URI
   */
  public Folder(String uri, Configuration configuration) {
    this.files = StoreChoice.at(uri, configuration);
    this.root = files.qualified(new Path(uri));
  }

  /** Its full URI. */
  public String uri() {
    return root.toString();
  }

  /** Whether it is on this machine's file system. */
  public boolean isLocal() {
    return files.isLocal();
  }

  /** Every file in it and below, in alphabetical order; none where there is no such folder. */
  public List<String> paths() throws IOException {
    return files.below(root).stream()
        .map(FileStatus::getPath)
        .filter(file -> !TemporaryName.is(file))
        .map(file -> root.toUri().relativize(file.toUri()).getPath())
        .sorted()
        .toList();
  }

  /** The bytes of a file, one after the other. */
  public InputStream open(String path) throws IOException {
    return files.open(file(path));
  }

  /** The bytes of a text file as UTF-8. */
  public String readText(String path) throws IOException {
    try (InputStream in = open(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Takes a file away, if it is there. */
  public void delete(String path) throws IOException {
    files.commits(() -> {}).delete(List.of(file(path)));
  }

  /**
   * Commits a file whole, replacing one of its name.
   *
   * @throws StorageException where it cannot be written
   */
  public CommittedFile commit(String path, ResultsDirectory.Content content)
      throws StorageException {
    return files.commits(() -> {}).put(file(path), path, content);
  }

  private Path file(String path) {
    return new Path(root, path);
  }
}
