package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.Generalization;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.ParquetInput;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.RowReader;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/** The tables of a sweep at one moment: the rows, and the files that hold them. */
public final class SweepTables {
  /** A sweep that is taken away faster than it can be listed is not one that trains. */
  private static final int MOST_LISTINGS = 20;

  private static final RowReader RUNS = RowReader.whole(RunTable.TABLE);
  private static final RowReader CHECKPOINTS = RowReader.whole(Tables.CHECKPOINTS);

  private final SweepSnapshot sweep;
  private final ResultsDirectory directory;
  private final List<CommittedRun> runs = new ArrayList<>();

  private SweepTables(SweepSnapshot sweep) throws IOException {
    this.sweep = sweep;
    this.directory = sweep.directory();
    for (RunSpec spec : sweep.runs()) {
      runs.add(sweep.run(spec));
    }
  }

  /**
   * Reads a directory.
   *
   * @return empty where it holds no sweep
   * @throws org.throughtime.sweep.store.ResultsException if this program did not write it
   * @throws IOException where it cannot be read
   */
  public static Optional<SweepTables> read(ResultsDirectory directory) throws IOException {
    for (int listings = 1; ; listings++) {
      Optional<SweepSnapshot> sweep = SweepSnapshot.read(directory);
      if (sweep.isEmpty()) {
        return Optional.empty();
      }
      SweepTables tables = new SweepTables(sweep.get());
      if (!sweep.get().alive()
          || tables.runs.stream().noneMatch(CommittedRun::replaced) && tables.stand()
          || listings == MOST_LISTINGS) {
        return Optional.of(tables);
      }
    }
  }

  /**
   * Whether every file that counts still is what it was: where one is not, a reader's error may be
   * of that alone.
   *
   * @throws IOException where the directory cannot be read
   */
  public boolean stand() throws IOException {
    if (!SweepManifest.read(directory).filter(sweep.manifest()::equals).isPresent()) {
      return false;
    }
    Listing now = Listing.ofRuns(directory);
    for (TableName table : List.of(TableName.CHECKPOINTS, TableName.ITERATIONS)) {
      for (FileStatus then : files(table).statuses()) {
        Optional<FileStatus> status = now.status(then.getPath());
        if (status.isEmpty()
            || status.get().getLen() != then.getLen()
            || status.get().getModificationTime() != then.getModificationTime()) {
          return false;
        }
      }
    }
    return true;
  }

  /** Where its runs stand. */
  public SweepStatus status() throws IOException {
    return sweep.status();
  }

  /**
   * A row of {@code runs} for every run of the sweep, in the order of the manifest: those that have
   * none yet have what is known of them.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<List<Object>> runs() throws IOException {
    List<List<Object>> rows = new ArrayList<>();
    for (CommittedRun run : runs) {
      Optional<MetricValues> ended = run.ended().isPresent() ? row(run) : Optional.empty();
      MetricValues row =
          ended.isPresent() ? ended.get() : RunTable.TABLE.rows().measure(unended(run));
      rows.add(RunTable.TABLE.cells(run.spec().name(), row));
    }
    return rows;
  }

  /** The whole row of an ended run; empty where it was taken away just now. */
  private Optional<MetricValues> row(CommittedRun run) {
    try {
      byte[] file = directory.read(directory.row(run.spec().name()));
      return RUNS.last(new ParquetInput(file)).filter(row -> EndedRun.isOf(row, run.spec()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private RunRow unended(CommittedRun run) throws IOException {
    Optional<MetricValues> last = run.lastCheckpoint(CHECKPOINTS);
    Optional<Execution> soFar =
        run.state()
            .map(s -> Execution.in(s.epoch(), s.seconds(), s.attempts(), Provenance.UNKNOWN));
    return new RunRow(
        run.spec(),
        run.status(sweep.alive()),
        run.steps(last),
        last.map(Checkpoint::new),
        soFar,
        Optional.empty());
  }

  /** Where the rows of {@code checkpoints} or {@code iterations} are that are in segments. */
  public CountingFiles files(TableName table) throws IOException {
    List<Path> segments = new ArrayList<>();
    for (CommittedRun run : runs) {
      segments.addAll(run.segments(table));
    }
    return CountingFiles.of(sweep.listing(), segments);
  }

  /** Where kept weights, or what was measured of checkpoints, are. */
  public CountingFiles filesAtCheckpoints(TableName table) throws IOException {
    List<Path> files = new ArrayList<>();
    for (CommittedRun run : runs) {
      files.addAll(run.atCheckpoints(table).values());
    }
    return CountingFiles.of(sweep.listing(), files);
  }

  /**
   * What is wrong with the files of some tables: then their rows are not all that the runs left.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<Damage.Fault> damage(Set<TableName> tables) throws IOException {
    List<Damage.Fault> faults = new ArrayList<>();
    for (CommittedRun run : runs) {
      for (Damage.Fault fault : sweep.damage(run.spec())) {
        boolean counts = fault.table().filter(tables::contains).isPresent();
        if (counts && (!sweep.alive() || stays(run.spec(), fault))) {
          faults.add(fault);
        }
      }
    }
    return faults;
  }

  /**
   * A run that a driver begins anew loses its files one by one, the row that tells of them last.
   */
  private boolean stays(RunSpec run, Damage.Fault fault) throws IOException {
    Path file = directory.file(fault.path());
    return directory.exists(directory.row(run.name()))
        && (file.equals(directory.row(run.name())) || !directory.exists(file));
  }

  /** Rows of one of these tables that are in no segment yet. */
  public List<List<Object>> pending(Table<?> table) throws IOException {
    List<List<Object>> cells = new ArrayList<>();
    for (CommittedRun run : runs) {
      Optional<RunSnapshot> state = run.pending(run.segments(table.name()));
      if (state.isPresent()) {
        Stream<MetricValues> rows =
            table.name() == TableName.CHECKPOINTS
                ? state.get().checkpoints().stream().map(Checkpoint::values)
                : state.get().iterations().stream().map(IterationMetrics::values);
        rows.forEach(row -> cells.add(table.cells(run.spec().name(), row)));
      }
    }
    return cells;
  }

  /** Whether certifying has left anything here. */
  public boolean isCertified() throws IOException {
    for (CommittedRun run : runs) {
      if (sweep.listing().has(directory.generalization(run.spec().name()))) {
        return true;
      }
    }
    return false;
  }

  /**
   * Rows of {@code generalization} of the weights that the runs have now.
   *
   * @throws IOException where the directory cannot be read
   */
  public List<List<Object>> generalization() throws IOException {
    Generalization certified = new Generalization(directory);
    List<List<Object>> rows = new ArrayList<>();
    for (CommittedRun run : runs) {
      OptionalInt steps =
          run.ended()
              .filter(e -> e.status().isDone())
              .map(EndedRun::steps)
              .orElse(OptionalInt.empty());
      if (steps.isPresent() && sweep.listing().has(directory.generalization(run.spec().name()))) {
        for (GeneralizationRow row : certified.read(run.spec(), steps.getAsInt())) {
          rows.add(Tables.GENERALIZATION.cells(run.spec().name(), row.values()));
        }
      }
    }
    return rows;
  }
}
