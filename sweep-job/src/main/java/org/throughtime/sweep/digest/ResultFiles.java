package org.throughtime.sweep.digest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.throughtime.sweep.store.ResultsDirectory;

/** The files of a results directory, to look at and to read. */
final class ResultFiles {
  private final Path root;
  private final FileSystem files;

  /**
   * @throws IOException where no file system answers to the directory's URI
   */
  ResultFiles(ResultsDirectory directory) throws IOException {
    this.root = new Path(directory.uri());
    FileSystem found = root.getFileSystem(directory.configuration());
    this.files = found instanceof LocalFileSystem local ? local.getRawFileSystem() : found;
  }

  /** A file by its path in the directory. */
  Path file(String path) {
    return new Path(root, path);
  }

  /** The path of a file in the directory. */
  String path(Path file) {
    return root.toUri().relativize(file.toUri()).getPath();
  }

  boolean exists(Path file) throws IOException {
    return files.exists(file);
  }

  InputStream open(Path file) throws IOException {
    return files.open(file);
  }

  /** A text file in UTF-8. */
  String text(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The path of every file in a folder of the directory and below it. */
  List<String> below(String folder) throws IOException {
    List<String> found = new ArrayList<>();
    try {
      RemoteIterator<LocatedFileStatus> below = files.listFiles(file(folder), true);
      while (below.hasNext()) {
        found.add(path(below.next().getPath()));
      }
    } catch (FileNotFoundException e) {
      // Then there are none.
    }
    return found;
  }
}
