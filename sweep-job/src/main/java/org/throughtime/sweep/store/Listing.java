package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.table.TableName;

/**
 * The files of a results directory, by the runs that they are of. Each folder is listed once, when
 * its first file is requested, however many runs there are. {@link ListedFolders} tells which of
 * its files count. Readers of several runs may ask at once.
 */
public final class Listing {
  private final ResultsDirectory directory;
  private final ListedFolders folders;
  private final Set<Path> listed = new HashSet<>();
  private final Map<Path, FileStatus> files = new HashMap<>();
  private final Map<Path, Map<String, List<Path>>> segments = new HashMap<>();
  private final Map<Path, Map<String, NavigableMap<Integer, Path>>> checkpoints = new HashMap<>();
  private final Map<String, NavigableMap<Integer, Path>> measured = new TreeMap<>();
  private final Map<String, NavigableMap<Integer, Path>> states = new TreeMap<>();

  /**
   * A file that was joined.
   *
   * @param file that holds its bytes
   * @param run that it is of
   */
  public record Joined(Path file, String run) {}

  private Listing(ResultsDirectory directory, Catalog catalog) {
    this.directory = directory;
    this.folders = new ListedFolders(directory, catalog);
  }

  private static Listing withCatalogOf(ResultsDirectory directory) throws IOException {
    return new Listing(directory, directory.catalog());
  }

  /** Everything, now. */
  public static Listing of(ResultsDirectory directory) throws IOException {
    List<Path> folders = new ArrayList<>(directory.written());
    folders.add(0, directory.root());
    if (!directory.hasFolders()) {
      return atOnce(directory, folders);
    }
    Listing listing = withCatalogOf(directory);
    for (Path folder : folders) {
      listing.require(folder);
    }
    return listing;
  }

  /**
   * An object store lists what is below a name as fast as what is in a folder, so it is asked once,
   * for the catalog too.
   */
  private static Listing atOnce(ResultsDirectory directory, List<Path> folders) throws IOException {
    Map<Path, List<FileStatus>> found =
        directory.files().below(directory.root()).stream()
            .collect(Collectors.groupingBy(status -> status.getPath().getParent()));
    List<FileStatus> catalogs = found.getOrDefault(directory.catalogs(), List.of());
    Listing listing = new Listing(directory, directory.catalog(catalogs));
    for (Path folder : folders) {
      listing.listed.add(folder);
      listing.add(folder, listing.folders.counting(folder, found.getOrDefault(folder, List.of())));
    }
    return listing;
  }

  /**
   * What tells where the runs stand, now. What is committed last is listed first, and so is what is
   * taken away last where a run begins anew: whoever finds a row or a state finds its segments, and
   * whoever finds segments has found what tells whose they are.
   */
  public static Listing ofRuns(ResultsDirectory directory) throws IOException {
    Listing listing = withCatalogOf(directory);
    listing.require(directory.table(TableName.RUNS));
    listing.require(directory.states());
    listing.require(directory.table(TableName.CHECKPOINTS));
    return listing;
  }

  /** The states, now. */
  public static Listing ofStates(ResultsDirectory directory) throws IOException {
    Listing listing = withCatalogOf(directory);
    listing.require(directory.states());
    return listing;
  }

  private void require(Path folder) throws IOException {
    if (listed.add(folder)) {
      add(folder, folders.list(folder));
    }
  }

  private void add(Path folder, List<FileStatus> there) {
    Map<String, List<Path>> found = new HashMap<>();
    there.forEach(status -> add(status, found));
    found.values().forEach(Collections::sort);
    segments.put(folder, found);
  }

  private void add(FileStatus status, Map<String, List<Path>> found) {
    Path file = status.getPath();
    Path folder = file.getParent();
    files.put(file, status);
    if (folder.equals(directory.states())) {
      ResultsDirectory.state(file).ifPresent(s -> statesOf(s.run()).put(s.number(), file));
    }
    ResultsDirectory.measuredChecksums(file)
        .ifPresent(m -> add(measured, m.run(), m.number(), file));
    ResultsDirectory.atCheckpoint(file)
        .ifPresent(
            c ->
                add(
                    checkpoints.computeIfAbsent(folder, f -> new HashMap<>()),
                    c.run(),
                    c.number(),
                    file));
    ResultsDirectory.segment(file)
        .ifPresent(s -> found.computeIfAbsent(s.run(), r -> new ArrayList<>()).add(file));
  }

  private static void add(
      Map<String, NavigableMap<Integer, Path>> files, String run, int number, Path file) {
    files.computeIfAbsent(run, r -> new TreeMap<>()).put(number, file);
  }

  private NavigableMap<Integer, Path> statesOf(String run) {
    return states.computeIfAbsent(run, r -> new TreeMap<>(Collections.reverseOrder()));
  }

  /**
   * A number that differs, except by an unlikely coincidence, after a change to the files that tell
   * where the runs stand, or to the lists of checksums, which are the last files that are written
   * of a measured checkpoint. Files of other folders do not count, whether or not they are listed.
   */
  public synchronized long stamp() throws IOException {
    List<Path> folders =
        List.of(
            directory.table(TableName.RUNS),
            directory.states(),
            directory.table(TableName.CHECKPOINTS),
            directory.checksums("-").getParent());
    for (Path folder : folders) {
      require(folder);
    }
    return files.values().stream()
        .filter(file -> folders.contains(file.getPath().getParent()))
        .mapToLong(
            file ->
                31L * (31L * file.getPath().hashCode() + file.getLen())
                    + file.getModificationTime())
        .sum();
  }

  /** Whether a file was there. */
  public boolean has(Path file) throws IOException {
    return status(file).isPresent();
  }

  /** Every file of a folder, in no order. */
  synchronized List<Path> in(Path folder) throws IOException {
    require(folder);
    return files.keySet().stream().filter(file -> file.getParent().equals(folder)).toList();
  }

  /** Size and time of a file; empty where it was not there. */
  public synchronized Optional<FileStatus> status(Path file) throws IOException {
    require(file.getParent());
    return Optional.ofNullable(files.get(file));
  }

  /** What attempts that are no more began to write, in the folders that were listed. */
  public List<Path> temporary() {
    return folders.temporary();
  }

  /**
   * Files that count no more, in the folders that were listed: those whose bytes are in a joined
   * file, what else there is of their runs, and joined files that the catalog does not name.
   */
  public List<Path> superseded() {
    return folders.superseded();
  }

  /** Whether files were joined here, or a driver ended while it joined them. */
  public boolean isJoined() {
    return folders.areJoined();
  }

  /** Where the bytes of a file are, if it was joined. */
  public synchronized Optional<Joined> joined(Path file) throws IOException {
    require(file.getParent());
    return folders.joined(file);
  }

  /** The runs that have bytes in a joined file, whether or not these count. */
  public synchronized Set<String> runsIn(Path joinedFile) throws IOException {
    require(joinedFile.getParent());
    return folders.runsIn(joinedFile);
  }

  /** Segments of a run in a table, in order. */
  public synchronized List<Path> segments(TableName table, String run) throws IOException {
    require(directory.table(table));
    return segments.get(directory.table(table)).getOrDefault(run, List.of());
  }

  /** Its segments from the first one on, up to where one is missing. */
  public List<Path> leadingSegments(TableName table, String run) throws IOException {
    List<Path> all = segments(table, run);
    int leading = 0;
    while (leading < all.size()
        && all.get(leading).equals(directory.segment(table, run, leading))) {
      leading++;
    }
    return all.subList(0, leading);
  }

  /** Files of a run in a table that has a file for a checkpoint, by n, ascending. */
  public synchronized NavigableMap<Integer, Path> atCheckpoints(TableName table, String run)
      throws IOException {
    require(directory.table(table));
    return checkpoints
        .getOrDefault(directory.table(table), Map.of())
        .getOrDefault(run, Collections.emptyNavigableMap());
  }

  /**
   * The sums of a run's measured checkpoints, by n, ascending. Whoever asks for these first finds
   * the files that they are of.
   */
  public synchronized NavigableMap<Integer, Path> measured(String run) throws IOException {
    require(directory.checksums(run).getParent());
    return measured.getOrDefault(run, Collections.emptyNavigableMap());
  }

  /** States of a run by the iterations they have behind them, the newest first. */
  public synchronized NavigableMap<Integer, Path> states(String run) throws IOException {
    require(directory.states());
    return states.getOrDefault(run, Collections.emptyNavigableMap());
  }

  /** Names of the runs that have states. */
  public synchronized Collection<String> runsWithStates() throws IOException {
    require(directory.states());
    return Collections.unmodifiableSet(states.keySet());
  }

  /** Every file of a run. */
  public List<Path> of(String run) throws IOException {
    List<Path> all = new ArrayList<>();
    for (TableName table : TableName.values()) {
      all.addAll(segments(table, run));
    }
    all.addAll(measured(run).values());
    all.addAll(atCheckpoints(TableName.WEIGHTS, run).values());
    for (TableName table : TableName.MEASURED) {
      all.addAll(atCheckpoints(table, run).values());
    }
    all.addAll(states(run).values());
    for (Path file :
        List.of(
            directory.row(run),
            directory.log(run),
            directory.npz(run),
            directory.checksums(run),
            directory.generalization(run),
            directory.generalizationChecksums(run))) {
      if (has(file)) {
        all.add(file);
      }
    }
    return all;
  }
}
