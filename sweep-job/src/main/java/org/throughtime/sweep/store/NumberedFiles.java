package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The files of a folder that are numbered from 1. None is ever written over another: of several
 * writers of one number, one succeeds.
 */
final class NumberedFiles {
  private final ResultsDirectory directory;
  private final Path folder;
  private final String ending;

  /** What {@link #file} makes. */
  private final Pattern names;

  /** Those that are texts in HOCON. */
  NumberedFiles(ResultsDirectory directory, Path folder) {
    this(directory, folder, ".conf");
  }

  /**
   * @param ending of their names, with its point
   */
  NumberedFiles(ResultsDirectory directory, Path folder, String ending) {
    this.directory = directory;
    this.folder = folder;
    this.ending = ending;
    this.names = Pattern.compile("(\\d{8,18})" + Pattern.quote(ending));
  }

  Path file(long number) {
    return new Path(folder, String.format(Locale.ROOT, "%08d", number) + ending);
  }

  /** Those that are there now, by their numbers. */
  NavigableMap<Long, Path> list() throws IOException {
    return numbered(
        Arrays.stream(directory.files().list(folder)).map(FileStatus::getPath).toList());
  }

  /** Those that a listing of the whole directory found. */
  NavigableMap<Long, Path> list(Listing listing) throws IOException {
    return numbered(listing.in(folder));
  }

  /** Those among some files of the folder. */
  NavigableMap<Long, Path> numbered(Collection<Path> files) {
    NavigableMap<Long, Path> found = new TreeMap<>();
    for (Path file : files) {
      Matcher name = names.matcher(file.getName());
      if (name.matches()) {
        found.put(Long.valueOf(name.group(1)), file);
      }
    }
    return found;
  }

  /**
   * Writes the file of a number unless there is one.
   *
   * @return whether it has this content now
   * @throws StorageException where it cannot be written, or nobody knows whether it was
   */
  boolean put(long number, byte[] bytes) throws StorageException {
    return directory.commitIfAbsent(file(number), bytes);
  }
}
