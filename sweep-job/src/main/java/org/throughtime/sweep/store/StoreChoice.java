package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Which {@link Store} a place has, and whether one driver alone can own a directory there. */
final class StoreChoice {
  /** Those that rename in one step, also over a file or unless there is one. */
  private static final Set<String> RENAMING = Set.of("hdfs", "webhdfs", "swebhdfs");

  private StoreChoice() {}

  /**
   * The files of a place.
   *
   * @param uri a Hadoop file system URI or a path
   * @throws ResultsException where no file system answers to it
   */
  static FileStore at(String uri, Configuration configuration) {
    try {
      Path path = new Path(uri);
      FileSystem files = withoutChecksums(path.getFileSystem(configuration));
      return new FileStore(files, of(files, files.makeQualified(path)));
    } catch (IOException | IllegalArgumentException e) {
      throw new ResultsException(
          uri + ": cannot hold results (" + e.getMessage() + "); give a path or a URI");
    }
  }

  /** Without its checksum files a local rename is one atomic step. */
  private static FileSystem withoutChecksums(FileSystem found) {
    return found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  private static Store of(FileSystem files, Path path) throws IOException {
    if (files instanceof RawLocalFileSystem local) {
      return new LocalStore(local);
    }
    return ConditionalStore.supports(files, path)
        ? new ConditionalStore(files)
        : new RenamingStore(files);
  }

  /**
   * @param directory as the user gave it
   * @throws ResultsException where the file system takes no file in one step on a condition: two
   *     drivers could then own one directory
   */
  static void requireOwnable(FileStore files, String directory) {
    if (files.hasFolders() && !files.isLocal() && !RENAMING.contains(files.scheme())) {
      throw new ResultsException(
          ("%s: %s:// cannot keep a second driver away here; give a directory on a local disk, on"
                  + " hdfs://, or on s3a:// with Hadoop 3.4.2 or later (Spark 4.1 or later) and"
                  + " fs.s3a.create.conditional.enabled not false")
              .formatted(directory, files.scheme()));
    }
  }
}
