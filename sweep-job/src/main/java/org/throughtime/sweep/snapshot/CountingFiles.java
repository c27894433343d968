package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.store.Listing;

/**
 * The files that hold the rows of a table that count.
 *
 * @param whole those of which all rows count
 * @param partial joined files in which runs have rows that do not count
 */
public record CountingFiles(List<FileStatus> whole, List<Partial> partial) {
  /**
   * A file of which some rows count.
   *
   * @param file that holds them
   * @param others names of the runs whose rows in it do not count
   */
  public record Partial(FileStatus file, Set<String> others) {}

  public CountingFiles {
    whole = List.copyOf(whole);
    partial = List.copyOf(partial);
  }

  /**
   * Finds where the rows of files are.
   *
   * @param listing of these files
   * @param files that count, in order
   */
  static CountingFiles of(Listing listing, Collection<Path> files) throws IOException {
    List<FileStatus> whole = new ArrayList<>();
    Map<Path, Set<String>> joined = new LinkedHashMap<>();
    for (Path file : files) {
      Optional<Listing.Joined> in = listing.joined(file);
      if (in.isPresent()) {
        joined.computeIfAbsent(in.get().file(), f -> new LinkedHashSet<>()).add(in.get().run());
      } else {
        whole.add(listing.status(file).orElseThrow());
      }
    }
    List<Partial> partial = new ArrayList<>();
    for (Map.Entry<Path, Set<String>> file : joined.entrySet()) {
      FileStatus status = listing.status(file.getKey()).orElseThrow();
      Set<String> others = listing.runsIn(file.getKey());
      others.removeAll(file.getValue());
      if (others.isEmpty()) {
        whole.add(status);
      } else {
        partial.add(new Partial(status, others));
      }
    }
    return new CountingFiles(whole, partial);
  }

  /** All of the files. */
  List<FileStatus> statuses() {
    return Stream.concat(whole.stream(), partial.stream().map(Partial::file)).toList();
  }
}
