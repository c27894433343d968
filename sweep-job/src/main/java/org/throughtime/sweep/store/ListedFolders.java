package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The folders of a results directory as they were listed, each beside the catalog of that moment.
 * Together they tell which files count: those in the folder, and those in its joined files.
 */
final class ListedFolders {
  private final ResultsDirectory directory;
  private final List<Path> temporary = new ArrayList<>();
  private final List<Path> superseded = new ArrayList<>();
  private final Map<Path, Listing.Joined> joined = new HashMap<>();
  private final Map<Path, Catalog> catalogs = new HashMap<>();

  /** That of the folder that was listed last. */
  private Catalog catalog;

  /**
   * @param catalog the newest
   */
  ListedFolders(ResultsDirectory directory, Catalog catalog) {
    this.directory = directory;
    this.catalog = catalog;
  }

  /** The files of a folder that count, now, in no order. Joined files are among them. */
  List<FileStatus> list(Path folder) throws IOException {
    while (true) {
      List<FileStatus> there = List.of(directory.files().list(folder));
      Catalog now = directory.isJoinable(folder) ? directory.catalog() : catalog;
      if (now.number() == catalog.number()) {
        return counting(folder, there);
      }
      catalog = now;
    }
  }

  /**
   * The same, of a folder that was listed already.
   *
   * @param there what is in it
   */
  List<FileStatus> counting(Path folder, List<FileStatus> there) {
    List<FileStatus> counting = new ArrayList<>();
    Map<String, FileStatus> holders = new HashMap<>();
    for (FileStatus status : there) {
      Path file = status.getPath();
      if (status.isDirectory()) {
        continue;
      }
      if (TemporaryName.is(file)) {
        temporary.add(file);
      } else if (ResultsDirectory.isJoined(file)) {
        counting.add(status);
        holders.put(directory.path(file), status);
        if (!catalog.names(directory.path(file))) {
          superseded.add(file);
        }
      } else if (catalog.number() > 0
          && directory.joinable(file).filter(catalog::has).isPresent()) {
        superseded.add(file);
      } else {
        counting.add(status);
      }
    }
    for (JoinedMember member : catalog.in(directory.path(folder))) {
      FileStatus holder = holders.get(member.file().path());
      if (holder != null && holder.getLen() == member.file().size()) {
        counting.add(member(member, holder));
      }
    }
    catalogs.put(folder, catalog);
    return counting;
  }

  private FileStatus member(JoinedMember member, FileStatus holder) {
    Path file = directory.file(member.path());
    joined.put(file, new Listing.Joined(holder.getPath(), member.run()));
    long time = holder.getModificationTime();
    return new FileStatus(member.length(), false, 1, holder.getBlockSize(), time, file);
  }

  /** What attempts that are no more began to write. */
  List<Path> temporary() {
    return Collections.unmodifiableList(temporary);
  }

  /** See {@link Listing#superseded}. */
  List<Path> superseded() {
    return Collections.unmodifiableList(superseded);
  }

  /** Whether files were joined here, or a driver ended while it joined them. */
  boolean areJoined() {
    return catalog.number() > 0 || !superseded.isEmpty();
  }

  /** Where the bytes of a file are, if it was joined. */
  Optional<Listing.Joined> joined(Path file) {
    return Optional.ofNullable(joined.get(file));
  }

  /** The runs that have bytes in a joined file, by the catalog when its folder was listed. */
  Set<String> runsIn(Path joinedFile) {
    return catalogs.get(joinedFile.getParent()).runsIn(directory.path(joinedFile));
  }
}
