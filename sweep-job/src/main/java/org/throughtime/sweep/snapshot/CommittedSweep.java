package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.GeneralizationTable;
import org.throughtime.sweep.table.IterationTable;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Table;

/**
 * The rows that a sweep has committed, as they were at one moment: while it is being written, too.
 *
 * <p>The rows of a run that has not come to its end are those of the segments that its newest state
 * counts on, those in the state that are in no segment yet, and those of segments that came behind
 * it. So nothing that was seen once is gone where a run stops and goes on, though going on takes
 * the last segment of a stopped run away. Of a run that begins anew, with other flags or the same,
 * no row of before is among them.
 */
public final class CommittedSweep {
  /** A sweep that is taken away faster than it can be listed is not one that trains. */
  private static final int MOST_LISTINGS = 20;

  private final ResultsDirectory directory;
  private final SweepManifest manifest;
  private final Listing listing;
  private final boolean alive;
  private final List<Run> runs = new ArrayList<>();
  private boolean missed;

  private CommittedSweep(ResultsDirectory directory, SweepManifest manifest) throws IOException {
    this.directory = directory;
    this.manifest = manifest;
    this.listing = Listing.ofTables(directory);
    this.alive = SweepOwner.alive(directory).isPresent();
    // Any run will do: all have the same flags.
    Optional<RowReader> rows =
        manifest.runs().stream().findFirst().map(any -> RowReader.whole(RunTable.table(any)));
    for (RunSpec spec : manifest.runs()) {
      runs.add(run(spec, rows.orElseThrow()));
    }
  }

  /**
   * Reads a directory.
   *
   * @return empty where it holds no sweep
   * @throws ResultsException where it is no directory of this program
   * @throws IOException where it cannot be read
   */
  public static Optional<CommittedSweep> read(ResultsDirectory directory) throws IOException {
    for (int listings = 1; ; listings++) {
      Optional<SweepManifest> manifest = SweepManifest.read(directory);
      if (manifest.isEmpty()) {
        return Optional.empty();
      }
      CommittedSweep sweep = new CommittedSweep(directory, manifest.get());
      if (!sweep.alive || !sweep.missed && sweep.stands() || listings == MOST_LISTINGS) {
        return Optional.of(sweep);
      }
    }
  }

  /**
   * One run of the manifest.
   *
   * @param row of {@code runs}; empty where there is none of these flags
   * @param state the newest; empty where there is none, or nobody needs it
   * @param checkpoints segments that count
   * @param iterations likewise
   */
  private record Run(
      RunSpec spec,
      Optional<MetricValues> row,
      Optional<RunSnapshot> state,
      List<Path> checkpoints,
      List<Path> iterations) {
    /** Whether what the state holds besides is in no segment. */
    boolean pending(List<Path> segments) {
      return state.filter(s -> segments.size() <= s.segments()).isPresent();
    }
  }

  private Run run(RunSpec spec, RowReader rows) throws IOException {
    String name = spec.name();
    List<Path> checkpoints = listing.segments(CheckpointTable.TABLE, name);
    List<Path> iterations = listing.segments(IterationTable.TABLE, name);
    boolean hasRow = listing.has(directory.row(name));
    Optional<MetricValues> row = hasRow ? row(spec, rows) : Optional.empty();
    if (row.isPresent() && (!alive || isDone(row.get()))) {
      return new Run(spec, row, Optional.empty(), checkpoints, iterations);
    }
    Optional<RunSnapshot> state = state(spec);
    if (state.isPresent()) {
      return new Run(spec, row, state, contiguous(checkpoints), contiguous(iterations));
    }
    boolean others = row.isEmpty() && (hasRow || !listing.states(name).isEmpty());
    return others
        ? new Run(spec, row, state, List.of(), List.of())
        : new Run(spec, row, state, checkpoints, iterations);
  }

  /** Of flags that were given up, the first segments go first. */
  private List<Path> contiguous(List<Path> segments) {
    for (int i = 0; i < segments.size(); i++) {
      if (!segments.get(i).getName().endsWith(String.format(Locale.ROOT, ".%05d.parquet", i))) {
        return segments.subList(0, i);
      }
    }
    return segments;
  }

  private static boolean isDone(MetricValues row) {
    RunStatus status = RunStatus.valueOf(row.value(RunTable.STATUS).toUpperCase(Locale.ROOT));
    return status != RunStatus.FAILED && status != RunStatus.STOPPED;
  }

  private Optional<MetricValues> row(RunSpec spec, RowReader rows) throws IOException {
    byte[] file;
    try {
      file = directory.read(directory.row(spec.name()));
    } catch (FileNotFoundException e) {
      missed = true;
      return Optional.empty();
    }
    try {
      return rows.last(new ParquetInput(file))
          .filter(row -> row.value(RunTable.SPEC_HASH).equals(spec.hash()));
    } catch (IOException e) {
      // A damaged row is none, as for whoever goes on with the sweep.
      return Optional.empty();
    }
  }

  private Optional<RunSnapshot> state(RunSpec spec) throws IOException {
    NavigableMap<Integer, Path> states = listing.states(spec.name());
    Optional<RunSnapshot> newest = RunHistory.newestState(directory, spec, states);
    boolean older =
        !states.isEmpty()
            && newest.filter(s -> s.trainer().iteration() == states.firstKey()).isEmpty();
    // Where it is not there any more, there is one that the listing has not.
    missed |= older && !directory.exists(states.firstEntry().getValue());
    return newest;
  }

  /**
   * Whether every file that counts still is what it was: where one is not, a reader's error may be
   * of that alone.
   *
   * @throws IOException where the directory cannot be read
   */
  public boolean stands() throws IOException {
    if (!SweepManifest.read(directory).filter(manifest::equals).isPresent()) {
      return false;
    }
    Listing now = Listing.ofTables(directory);
    return runs.stream()
        .allMatch(
            run ->
                run.checkpoints().stream().allMatch(file -> isSame(now, file))
                    && run.iterations().stream().allMatch(file -> isSame(now, file)));
  }

  private boolean isSame(Listing now, Path file) {
    FileStatus then = listing.status(file).orElseThrow();
    return now.status(file)
        .filter(s -> s.getLen() == then.getLen())
        .filter(s -> s.getModificationTime() == then.getModificationTime())
        .isPresent();
  }

  /**
   * Its runs as {@code status} shows them.
   *
   * @throws IOException where the directory cannot be read
   */
  public SweepStatus status() throws IOException {
    return SweepStatus.read(directory).orElse(new SweepStatus(manifest.sweep(), List.of()));
  }

  /** Name of the sweep. */
  public String sweep() {
    return manifest.sweep();
  }

  /**
   * A row of {@code runs} for every run of the sweep, in the order of the manifest: those that have
   * none yet have what is known of them, and the status that {@link RunState} says.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<List<Object>> runs() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    if (runs.isEmpty()) {
      return rows;
    }
    Table<RunRow> table = RunTable.table(runs.get(0).spec());
    for (Run run : runs) {
      MetricValues row =
          run.row().isPresent() ? run.row().get() : table.rows().measure(unended(run));
      rows.add(table.cells(run.spec().name(), row));
    }
    return rows;
  }

  private RunRow unended(Run run) throws IOException {
    Optional<Checkpoint> last = last(run);
    OptionalInt steps = OptionalInt.empty();
    if (run.state().isPresent()) {
      steps = OptionalInt.of(run.state().get().trainer().iteration() - 1);
    } else if (last.isPresent()) {
      steps = OptionalInt.of(last.get().iter());
    }
    String begun = alive ? RunState.RUNNING : RunState.STOPPED;
    String status = steps.isEmpty() ? RunState.WAITING : begun;
    Optional<Execution> soFar =
        run.state().map(s -> new Execution(s.seconds(), s.attempts(), Provenance.UNKNOWN));
    return new RunRow(run.spec(), status, steps, last, soFar, Optional.empty());
  }

  private Optional<Checkpoint> last(Run run) throws IOException {
    if (run.pending(run.checkpoints())) {
      Optional<Checkpoint> pending = run.state().flatMap(RunSnapshot::lastPending);
      if (pending.isPresent()) {
        return pending;
      }
    }
    if (run.checkpoints().isEmpty()) {
      return Optional.empty();
    }
    Path segment = run.checkpoints().get(run.checkpoints().size() - 1);
    try {
      List<Checkpoint> rows = CheckpointTable.read(directory.read(segment));
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /** Segments of {@code checkpoints} that count. */
  public List<FileStatus> checkpointFiles() {
    return files(Run::checkpoints);
  }

  /** Segments of {@code iterations} that count. */
  public List<FileStatus> iterationFiles() {
    return files(Run::iterations);
  }

  private List<FileStatus> files(Function<Run, List<Path>> segments) {
    return runs.stream()
        .flatMap(run -> segments.apply(run).stream())
        .map(file -> listing.status(file).orElseThrow())
        .toList();
  }

  /** Rows of {@code checkpoints} that are in no segment yet. */
  public List<List<Object>> pendingCheckpoints() {
    return pending(
        CheckpointTable.TABLE,
        Run::checkpoints,
        state -> state.checkpoints().stream().map(Checkpoint::values));
  }

  /** Rows of {@code iterations} that are in no segment yet. */
  public List<List<Object>> pendingIterations() {
    return pending(
        IterationTable.TABLE,
        Run::iterations,
        state -> state.iterations().stream().map(IterationMetrics::values));
  }

  private List<List<Object>> pending(
      Table<?> table,
      Function<Run, List<Path>> segments,
      Function<RunSnapshot, Stream<MetricValues>> rows) {
    return runs.stream()
        .filter(run -> run.pending(segments.apply(run)))
        .flatMap(
            run ->
                rows.apply(run.state().orElseThrow())
                    .map(row -> table.cells(run.spec().name(), row)))
        .toList();
  }

  /** Whether certifying has left anything here. */
  public boolean isCertified() {
    return manifest.runs().stream().anyMatch(r -> listing.has(directory.generalization(r.name())));
  }

  /**
   * Rows of {@code generalization} of the weights that the runs have now.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<List<Object>> generalization() throws IOException {
    Generalization certified = new Generalization(directory);
    Table<GeneralizationRow> table = GeneralizationTable.TABLE;
    List<List<Object>> rows = new ArrayList<>();
    for (Run run : runs) {
      if (run.row().filter(CommittedSweep::isDone).isPresent()
          && listing.has(directory.generalization(run.spec().name()))) {
        int steps = run.row().get().value(RunTable.STEPS);
        for (GeneralizationRow row : certified.read(run.spec(), steps)) {
          rows.add(table.cells(run.spec().name(), table.rows().measure(row)));
        }
      }
    }
    return rows;
  }
}
