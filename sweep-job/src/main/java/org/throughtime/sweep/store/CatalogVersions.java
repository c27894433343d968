package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The versions of the catalog of a directory, {@code catalog/00000001.list} and so on. Each change
 * is a new file, and the highest number counts.
 */
final class CatalogVersions {
  /** How many stay, for a reader that listed them and has yet to open the newest. */
  private static final int KEPT = 4;

  /** A list is out of date where a writer made many versions while it was made. */
  private static final int MOST_LISTS = 20;

  private final ResultsDirectory directory;
  private final NumberedFiles files;

  CatalogVersions(ResultsDirectory directory) {
    this.directory = directory;
    this.files = new NumberedFiles(directory, directory.catalogs(), ".list");
  }

  /**
   * The newest.
   *
   * @param known one that was read before, which is returned where it still is the newest
   * @throws ResultsException if the file is damaged, or of another version of this program. No
   *     earlier one counts then, since files that the newest tells of are in no other place
   * @throws IOException where it cannot be read
   */
  Catalog newest(Catalog known) throws IOException {
    for (int lists = 1; ; lists++) {
      NavigableMap<Long, Path> there = files.list();
      if (there.isEmpty() || there.lastKey() == known.number()) {
        return there.isEmpty() ? Catalog.EMPTY : known;
      }
      try {
        return read(there.lastKey(), there.lastEntry().getValue());
      } catch (FileNotFoundException e) {
        if (lists == MOST_LISTS) {
          throw e;
        }
      }
    }
  }

  /**
   * The newest of those that were listed, or of those that there are where it is deleted by now.
   *
   * @param known as above
   * @param versions what is in the folder of the catalog
   */
  Catalog newest(Catalog known, List<FileStatus> versions) throws IOException {
    NavigableMap<Long, Path> there =
        files.numbered(versions.stream().map(FileStatus::getPath).toList());
    if (there.isEmpty() || there.lastKey() == known.number()) {
      return there.isEmpty() ? Catalog.EMPTY : known;
    }
    try {
      return read(there.lastKey(), there.lastEntry().getValue());
    } catch (FileNotFoundException e) {
      return newest(known);
    }
  }

  private Catalog read(long number, Path file) throws IOException {
    String text = new String(directory.files().read(file), StandardCharsets.UTF_8);
    Optional<String> intact = SummedText.intact(text);
    if (intact.isEmpty()) {
      throw new ResultsException(
          file
              + ": is damaged; put a copy of it back. Without one, delete it: then run computes again"
              + " what no version of the catalog before it tells of");
    }
    return CatalogFormat.parse(file, number, intact.get());
  }

  /**
   * Commits the next version.
   *
   * @param next its number is that of the newest and 1
   * @return false where another driver has written that version
   * @throws IOException where it cannot be written, or nobody knows whether it was
   */
  boolean commit(Catalog next) throws IOException {
    if (!files.put(next.number(), CatalogFormat.bytes(next))) {
      return false;
    }
    for (Map.Entry<Long, Path> version :
        files.list().headMap(next.number() - KEPT, true).entrySet()) {
      directory.delete(version.getValue());
    }
    return true;
  }
}
