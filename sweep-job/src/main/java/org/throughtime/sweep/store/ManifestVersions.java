package org.throughtime.sweep.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The versions of the manifest of a directory, {@code manifest/00000001.conf} and so on. Each
 * change is a new file. The highest number counts whose file is intact; before all of them comes
 * {@code sweep.conf}, which earlier versions of this program wrote.
 */
final class ManifestVersions {
  /**
   * How many stay. A reader that finds the one gone that it was to open has slept through this many
   * changes, and lists them again.
   */
  static final int KEPT = 16;

  /**
   * A list is out of date where a writer made many versions while it was made. That many in a row
   * are no such coincidence.
   */
  private static final int MOST_LISTS = 20;

  /**
   * What counts.
   *
   * @param manifest empty where the directory has none
   * @param highest number of a version, whether or not it is intact; 0 where there is none
   * @param from the file that counts
   * @param damaged those that would count otherwise, the highest first
   */
  record Newest(
      Optional<SweepManifest> manifest, long highest, Optional<Path> from, List<Path> damaged) {}

  private final ResultsDirectory directory;
  private final NumberedFiles files;

  ManifestVersions(ResultsDirectory directory) {
    this.directory = directory;
    this.files = new NumberedFiles(directory, directory.manifests());
  }

  /**
   * @throws ResultsException if the file is not a manifest, or if no version is intact
   * @throws IOException where it cannot be read
   */
  Newest newest() throws IOException {
    for (int lists = 1; ; lists++) {
      NavigableMap<Long, Path> there = files.list();
      // What a list finds may be gone before it has looked at all of it.
      boolean gone =
          there.isEmpty() && directory.hasFolders() && directory.exists(directory.manifests());
      if (gone && lists < MOST_LISTS) {
        continue;
      }
      try {
        return of(there, new Asked());
      } catch (FileNotFoundException e) {
        if (lists == MOST_LISTS) {
          throw e;
        }
      }
    }
  }

  /**
   * The same where no other driver changes the directory, from a listing of it.
   *
   * @throws ResultsException as {@link #newest()}
   * @throws IOException where it cannot be read
   */
  Newest newest(Listing listing) throws IOException {
    try {
      return of(files.list(listing), new Listed(listing));
    } catch (FileNotFoundException e) {
      return newest(); // Another driver did change it.
    }
  }

  /** What tells of the files of the directory. */
  private interface Source {
    boolean has(Path file) throws IOException;

    String text(Path file) throws IOException;
  }

  /** The directory as it is now. */
  private final class Asked implements Source {
    @Override
    public boolean has(Path file) throws IOException {
      return directory.exists(file);
    }

    @Override
    public String text(Path file) throws IOException {
      return directory.readText(file);
    }
  }

  /** A listing of it, which saves questions to the storage. */
  private final class Listed implements Source {
    private final Listing listing;

    private Listed(Listing listing) {
      this.listing = listing;
    }

    @Override
    public boolean has(Path file) throws IOException {
      return listing.has(file);
    }

    @Override
    public String text(Path file) throws IOException {
      Optional<FileStatus> listed = listing.status(file);
      if (listed.isEmpty()) {
        throw new FileNotFoundException(file.toString());
      }
      return new String(directory.read(listed.get()), StandardCharsets.UTF_8);
    }
  }

  private Newest of(NavigableMap<Long, Path> there, Source source) throws IOException {
    long highest = there.isEmpty() ? 0 : there.lastKey();
    List<Path> damaged = new ArrayList<>();
    for (Path file : there.descendingMap().values()) {
      Optional<String> text = SummedText.intact(source.text(file));
      if (text.isPresent()) {
        SweepManifest manifest = ManifestFormat.parse(file, text.get());
        return new Newest(Optional.of(manifest), highest, Optional.of(file), damaged);
      }
      damaged.add(file);
    }
    Path earlier = directory.earlierManifest();
    if (source.has(earlier)) {
      SweepManifest manifest = ManifestFormat.parse(earlier, source.text(earlier));
      return new Newest(Optional.of(manifest), highest, Optional.of(earlier), damaged);
    }
    if (!damaged.isEmpty()) {
      throw new ResultsException(
          damaged.get(0)
              + ": is damaged, and no version before it is intact; delete the folder "
              + directory.manifests()
              + ", and the same command writes it again");
    }
    return new Newest(Optional.empty(), highest, Optional.empty(), damaged);
  }

  /**
   * Merges a manifest with the newest version, and commits the result if it differs.
   *
   * @return what counts now
   * @throws ResultsException where the directory belongs to another sweep
   * @throws IOException where it cannot be read or written
   */
  SweepManifest commit(SweepManifest asked) throws IOException {
    return commit(asked, newest());
  }

  /** The same where the newest version is known, if no other driver changes the directory. */
  SweepManifest commit(SweepManifest asked, Newest newest) throws IOException {
    for (Newest now = newest; ; now = newest()) {
      SweepManifest next = asked;
      if (now.manifest().isPresent()) {
        now.manifest().get().requireSweep(directory, asked.sweep());
        next = now.manifest().get().with(asked);
      }
      boolean there = now.damaged().isEmpty() && now.manifest().equals(Optional.of(next));
      long number = there ? now.highest() : now.highest() + 1;
      if (there || files.put(number, ManifestFormat.bytes(next))) {
        if (number > KEPT) {
          deleteBefore(number - KEPT);
        }
        return next;
      }
    }
  }

  /** Every reader finds a later one. */
  private void deleteBefore(long number) throws IOException {
    for (Map.Entry<Long, Path> version : files.list().headMap(number, true).entrySet()) {
      directory.delete(version.getValue());
    }
  }
}
