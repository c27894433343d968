package org.throughtime.sweep.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.Generalization;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * A sweep as committed at one moment, read from its files without Spark and without changing them,
 * also while it is being written. The moment is that of the first listing. Files are opened on
 * demand, and their contents are not kept.
 */
public final class SweepSnapshot {
  /** A run goes on or begins anew once in a while, not between any two looks at it. */
  private static final int MOST_LOOKS = 3;

  /** What is read of the last row of {@code checkpoints}. */
  private static final RowReader LAST_CHECKPOINT =
      RowReader.of(
          Tables.CHECKPOINTS,
          Stream.concat(Stream.of(CheckpointMetrics.ITER), LatestMetrics.columns().stream())
              .toList());

  private final ResultsDirectory directory;
  private final SweepManifest manifest;
  private final Listing listing;
  private final boolean alive;
  private final ManifestRuns runs;

  private SweepSnapshot(ResultsDirectory directory, SweepManifest manifest, Listing listing)
      throws IOException {
    this.directory = directory;
    this.manifest = manifest;
    this.listing = listing;
    this.alive = SweepOwner.alive(directory).isPresent();
    this.runs = ManifestRuns.of(directory, manifest, listing);
  }

  /**
   * Lists the directory.
   *
   * @return empty where the directory holds no sweep
   * @throws org.throughtime.sweep.store.ResultsException if this program did not write it
   * @throws IOException where it cannot be read
   */
  public static Optional<SweepSnapshot> read(ResultsDirectory directory) throws IOException {
    return read(directory, line -> {});
  }

  /** Also tells {@code damage} in a line where the newest version of the manifest is damaged. */
  public static Optional<SweepSnapshot> read(ResultsDirectory directory, Consumer<String> damage)
      throws IOException {
    Optional<SweepManifest> manifest = SweepManifest.read(directory, damage);
    return manifest.isEmpty()
        ? Optional.empty()
        : Optional.of(new SweepSnapshot(directory, manifest.get(), Listing.ofRuns(directory)));
  }

  /**
   * As {@link #read(ResultsDirectory)} where this driver owns the directory and no run trains: an
   * object store then takes one request for all of it.
   */
  public static Optional<SweepSnapshot> atRest(ResultsDirectory directory) throws IOException {
    Listing listing = Listing.of(directory);
    Optional<SweepManifest> manifest = SweepManifest.read(directory, listing);
    return manifest.isPresent()
        ? Optional.of(new SweepSnapshot(directory, manifest.get(), listing))
        : Optional.empty();
  }

  /** Where the runs of a directory stand; as {@link #read} and {@link #status}. */
  public static Optional<SweepStatus> status(ResultsDirectory directory) throws IOException {
    Optional<SweepSnapshot> sweep = read(directory);
    return sweep.isPresent() ? Optional.of(sweep.get().status()) : Optional.empty();
  }

  /** Where it is. */
  public ResultsDirectory directory() {
    return directory;
  }

  /** Name of the sweep. */
  public String sweep() {
    return manifest.sweep();
  }

  /** Every run that the sweep has, and every other of which something is committed, in order. */
  public List<RunSpec> runs() {
    return runs.runs();
  }

  /** What the directory is for. */
  public SweepManifest manifest() {
    return manifest;
  }

  Listing listing() {
    return listing;
  }

  /** Whether a driver is at work on the sweep. */
  public boolean alive() {
    return alive;
  }

  /** A number that changes with what is committed, and once a driver begins or ends. */
  public long stamp() throws IOException {
    return 2 * listing.stamp() + (alive ? 1 : 0);
  }

  /** Whether a run has a row in {@code runs}, be it damaged or one of other flags. */
  public boolean hasRow(RunSpec spec) throws IOException {
    return listing.has(directory.row(spec.name()));
  }

  /** What counts of a run's files. */
  CommittedRun run(RunSpec spec) throws IOException {
    Optional<EndedRun> ended = EndedRun.read(directory, listing, spec);
    return ended.filter(e -> !alive || e.status().isDone()).isPresent()
        ? CommittedRun.ended(directory, listing, spec, ended.get())
        : CommittedRun.unended(directory, listing, spec, ended);
  }

  /**
   * Where every run stands.
   *
   * @throws IOException where the directory cannot be read
   */
  public SweepStatus status() throws IOException {
    return runs.status(EachRun.read(runs(), this::state));
  }

  /** Where one run stands. */
  public RunState state(RunSpec spec) throws IOException {
    Optional<EndedRun> ended = EndedRun.read(directory, listing, spec);
    if (ended.isPresent()) {
      return RunState.of(spec, ended.get());
    }
    CommittedRun run = CommittedRun.unended(directory, listing, spec, ended);
    Optional<MetricValues> last = run.lastCheckpoint(LAST_CHECKPOINT);
    return RunState.unended(
        spec,
        run.status(alive && runs.mayTrain(spec)),
        run.steps(last),
        last.flatMap(LatestMetrics::of));
  }

  /**
   * The newest state of a run that can be read, whatever became of its segments.
   *
   * @throws IOException where the directory cannot be read
   */
  public Optional<RunSnapshot> newestState(RunSpec spec) throws IOException {
    return RunHistory.newestState(directory, spec, listing.states(spec.name()));
  }

  /**
   * What a run has behind it: the newest state whose segments are whole.
   *
   * @throws IOException where the directory cannot be read
   */
  public Optional<RunHistory> history(RunSpec spec) throws IOException {
    // What is damaged is told when it is done again.
    return RunHistory.newest(directory, spec, listing.states(spec.name()), damage -> {});
  }

  /**
   * All rows that a run has committed, as far as they can be read.
   *
   * @throws IOException where the directory cannot be read
   */
  public RunRows rows(RunSpec spec) throws IOException {
    SweepSnapshot now = this;
    for (int looks = 1; ; looks++) {
      CommittedRun run = now.run(spec);
      try {
        if (!run.replaced() || looks == MOST_LOOKS) {
          return RunRows.of(run);
        }
      } catch (FileNotFoundException e) {
        if (looks == MOST_LOOKS) {
          throw e;
        }
      }
      now = new SweepSnapshot(directory, manifest, Listing.ofRuns(directory));
    }
  }

  /**
   * The rows in a run's segments alone, as far as they can be read: those that its tables have if
   * nothing more is committed.
   *
   * @throws IOException where the directory cannot be read
   */
  public RunRows segmentRows(RunSpec spec) throws IOException {
    return RunRows.of(CommittedRun.ofSegments(directory, listing, spec));
  }

  /** What a run's training has come to, weights and all; empty where no state can be read. */
  public Optional<TrainerState> training(RunSpec spec) throws IOException {
    return newestState(spec).map(RunSnapshot::trainer);
  }

  /** How a run that has not ended came to where it is. */
  public CommittedCurve curve(RunSpec spec) throws IOException {
    return CommittedCurve.of(CommittedRun.unended(directory, listing, spec, Optional.empty()));
  }

  /**
   * What is wrong with the files of a run that has ended; nothing where it has not.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<Damage.Fault> damage(RunSpec spec) throws IOException {
    return new Damage(directory, listing).of(spec);
  }

  /**
   * Those of some runs that are done, and whose files are there.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<RunSpec> whole(List<RunSpec> some) throws IOException {
    return new Damage(directory, listing).whole(some);
  }

  /**
   * What a run that has ended scores on fresh sequences; empty where that was not evaluated.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<GeneralizationRow> generalization(RunState run) throws IOException {
    boolean there = listing.has(directory.generalization(run.spec().name()));
    return there && run.status().isDone() && run.steps().isPresent()
        ? new Generalization(directory).read(run.spec(), run.steps().getAsInt())
        : List.of();
  }

  /** The n of the checkpoints whose weights a run has kept, ascending. */
  public List<Integer> keptWeights(RunSpec spec) throws IOException {
    return List.copyOf(listing.atCheckpoints(TableName.WEIGHTS, spec.name()).keySet());
  }

  /**
   * The metrics of a run at some iterations: those of the last checkpoint before each, as rules at
   * rungs use them. An iteration that the run has not reached has none.
   *
   * @throws IOException where the directory cannot be read
   */
  public Map<Integer, LatestMetrics> metricsAt(RunState run, Set<Integer> iterations)
      throws IOException {
    Map<Integer, LatestMetrics> metrics = new TreeMap<>();
    for (MetricValues row : run(run.spec()).checkpoints(LAST_CHECKPOINT)) {
      for (int n : iterations) {
        if (row.value(CheckpointMetrics.ITER) < n && n <= run.iterations()) {
          LatestMetrics.of(row).ifPresent(last -> metrics.put(n, last));
        }
      }
    }
    return metrics;
  }

  /**
   * What was measured of a run as a dynamical system, as far as it can be read.
   *
   * @param most of how many checkpoints to read the tables that are large; at least 1
   * @throws IOException where the directory cannot be read
   */
  public MeasuredRows measured(RunSpec spec, int most) throws IOException {
    return MeasuredRows.of(run(spec), most);
  }

  /** Every segment of a run in a table, in order: of an ended run, all of them count. */
  public List<Path> segments(TableName table, RunSpec spec) throws IOException {
    return listing.segments(table, spec.name());
  }
}
