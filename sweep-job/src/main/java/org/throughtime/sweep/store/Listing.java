package org.throughtime.sweep.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.GeneralizationTable;
import org.throughtime.sweep.table.IterationTable;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Table;

/**
 * The files of a results directory as they were at one moment: a listing per folder, however many
 * runs there are.
 */
public final class Listing {
  /** What {@link ResultsDirectory#segment} makes. A run's name may be another's beginning. */
  private static final Pattern SEGMENT = Pattern.compile("@?([^.@].*)\\.\\d{5}\\.parquet");

  /** What {@link ResultsDirectory#state} makes. */
  private static final Pattern STATE = Pattern.compile("([^.].*)\\.(\\d{8,10})\\.state");

  private final ResultsDirectory directory;
  private final Map<Path, FileStatus> files = new HashMap<>();
  private final List<Path> temporary = new ArrayList<>();
  private final Map<String, Map<String, List<Path>>> segments = new TreeMap<>();
  private final Map<String, NavigableMap<Integer, Path>> states = new TreeMap<>();

  private Listing(ResultsDirectory directory) {
    this.directory = directory;
  }

  /** Everything. */
  public static Listing of(ResultsDirectory directory) throws IOException {
    Listing listing = new Listing(directory);
    for (Path folder : directory.folders()) {
      listing.add(folder);
    }
    return listing;
  }

  /** Rows of runs, segments of checkpoints, and states. */
  public static Listing ofProgress(ResultsDirectory directory) throws IOException {
    Listing listing = new Listing(directory);
    listing.add(directory.table(RunTable.NAME));
    listing.add(directory.table(CheckpointTable.TABLE.name()));
    listing.add(directory.states());
    return listing;
  }

  /**
   * Everything that tables are read from. What is committed last is listed first, and so is what is
   * taken away last where a run begins anew: whoever finds a row or a state finds its segments, and
   * whoever finds segments has found what tells whose they are.
   */
  public static Listing ofTables(ResultsDirectory directory) throws IOException {
    Listing listing = new Listing(directory);
    listing.add(directory.table(GeneralizationTable.TABLE.name()));
    listing.add(directory.table(RunTable.NAME));
    listing.add(directory.states());
    listing.add(directory.table(CheckpointTable.TABLE.name()));
    listing.add(directory.table(IterationTable.TABLE.name()));
    return listing;
  }

  /** Nothing but segments of a table. */
  static Listing ofTable(ResultsDirectory directory, Table<?> table) throws IOException {
    Listing listing = new Listing(directory);
    listing.add(directory.table(table.name()));
    return listing;
  }

  /** Nothing but states. */
  public static Listing ofStates(ResultsDirectory directory) throws IOException {
    Listing listing = new Listing(directory);
    listing.add(directory.states());
    return listing;
  }

  private void add(Path folder) throws IOException {
    for (FileStatus status : directory.list(folder)) {
      Path file = status.getPath();
      if (status.isDirectory()) {
        continue;
      }
      if (TemporaryFiles.made(file.getName())) {
        temporary.add(file);
        continue;
      }
      files.put(file, status);
      Matcher state = STATE.matcher(file.getName());
      if (folder.equals(directory.states()) && state.matches()) {
        long iterations = Long.parseLong(state.group(2));
        if (iterations <= Integer.MAX_VALUE) {
          states
              .computeIfAbsent(state.group(1), run -> new TreeMap<>(Collections.reverseOrder()))
              .put((int) iterations, file);
        }
      }
      Matcher segment = SEGMENT.matcher(file.getName());
      if (segment.matches()) {
        segments
            .computeIfAbsent(folder.getName(), table -> new TreeMap<>())
            .computeIfAbsent(segment.group(1), run -> new ArrayList<>())
            .add(file);
      }
    }
    segments.getOrDefault(folder.getName(), Map.of()).values().forEach(Collections::sort);
  }

  public boolean has(Path file) {
    return files.containsKey(file);
  }

  /** Size and time of a file; empty where it was not there. */
  public Optional<FileStatus> status(Path file) {
    return Optional.ofNullable(files.get(file));
  }

  /** What attempts that are no more began to write. */
  public List<Path> temporary() {
    return Collections.unmodifiableList(temporary);
  }

  /** Segments of a run in a table, in order. */
  public List<Path> segments(Table<?> table, String run) {
    return segments.getOrDefault(table.name(), Map.of()).getOrDefault(run, List.of());
  }

  /** Every run's segments of a table, in order; runs that have none are left out. */
  Map<String, List<Path>> segments(Table<?> table) {
    return Collections.unmodifiableMap(segments.getOrDefault(table.name(), Map.of()));
  }

  /** States of a run by the iterations they have behind them, the newest first. */
  public NavigableMap<Integer, Path> states(String run) {
    return states.getOrDefault(run, new TreeMap<>(Collections.reverseOrder()));
  }

  /** Names of the runs that have states. */
  public Collection<String> runsWithStates() {
    return Collections.unmodifiableSet(states.keySet());
  }

  /** Every file of a run. */
  public List<Path> of(String run) {
    List<Path> all = new ArrayList<>();
    all.addAll(segments(CheckpointTable.TABLE, run));
    all.addAll(segments(IterationTable.TABLE, run));
    all.addAll(states(run).values());
    Stream.of(
            directory.row(run),
            directory.log(run),
            directory.npz(run),
            directory.checksums(run),
            directory.generalization(run),
            directory.generalizationChecksums(run))
        .filter(this::has)
        .forEach(all::add);
    return all;
  }
}
