package org.throughtime.sweep.resume;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.Sha256;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * The committed past of a run: a snapshot, and the rows of the segments that it relies on.
 *
 * @param snapshot to go on from
 * @param iterations rows of the committed segments, in order
 * @param checkpoints likewise
 * @param older iterations behind the states before this one, the newest first
 */
public record RunHistory(
    RunSnapshot snapshot,
    List<IterationMetrics> iterations,
    List<Checkpoint> checkpoints,
    List<Integer> older) {
  public RunHistory {
    older = List.copyOf(older);
    iterations = List.copyOf(iterations);
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * The newest that is whole: a state whose segments are all as they were when they were committed.
   *
   * @param spec the run
   * @param notes told in one line of everything that is not whole
   * @return empty where the run has to begin anew
   * @throws IOException where the directory cannot be read
   */
  public static Optional<RunHistory> newest(
      ResultsDirectory directory, RunSpec spec, Consumer<String> notes) throws IOException {
    return newest(directory, spec, Listing.ofStates(directory).states(spec.name()), notes);
  }

  /** As {@link #newest(ResultsDirectory, RunSpec, Consumer)}, of states that were listed. */
  public static Optional<RunHistory> newest(
      ResultsDirectory directory,
      RunSpec spec,
      NavigableMap<Integer, Path> states,
      Consumer<String> notes)
      throws IOException {
    String damage = "";
    for (Map.Entry<Integer, Path> state : states.entrySet()) {
      try {
        RunSnapshot snapshot =
            SnapshotFormat.decode(
                directory.path(state.getValue()), directory.read(state.getValue()));
        if (!snapshot.fits(spec)) {
          continue;
        }
        RunHistory history =
            read(directory, snapshot, List.copyOf(states.tailMap(state.getKey(), false).keySet()));
        if (!damage.isEmpty()) {
          notes.accept(damage + "resumes from iteration " + ReadableNumber.count(state.getKey()));
        }
        return Optional.of(history);
      } catch (DamagedFileException e) {
        damage += e.getMessage() + ": ";
      } catch (FileNotFoundException e) {
        // another attempt has a newer one by now
      }
    }
    if (!damage.isEmpty()) {
      notes.accept(damage + "starts again");
    }
    return Optional.empty();
  }

  /** As {@link #newestState(ResultsDirectory, RunSpec, NavigableMap)}, of the states there now. */
  public static Optional<RunSnapshot> newestState(ResultsDirectory directory, RunSpec spec)
      throws IOException {
    return newestState(directory, spec, Listing.ofStates(directory).states(spec.name()));
  }

  /** The newest state that can be read and fits, whatever became of its segments. */
  public static Optional<RunSnapshot> newestState(
      ResultsDirectory directory, RunSpec spec, NavigableMap<Integer, Path> states)
      throws IOException {
    for (Path state : states.values()) {
      try {
        RunSnapshot snapshot = SnapshotFormat.decode(state.getName(), directory.read(state));
        if (snapshot.fits(spec)) {
          return Optional.of(snapshot);
        }
      } catch (DamagedFileException | FileNotFoundException e) {
        // an older one may do
      }
    }
    return Optional.empty();
  }

  private static RunHistory read(
      ResultsDirectory directory, RunSnapshot snapshot, List<Integer> older)
      throws IOException, DamagedFileException {
    List<IterationMetrics> iterations = new ArrayList<>();
    List<Checkpoint> checkpoints = new ArrayList<>();
    for (CommittedFile file : snapshot.files()) {
      Optional<TableName> table = directory.tableOf(file);
      if (table.equals(Optional.of(TableName.ITERATIONS))) {
        iterations.addAll(Tables.ITERATIONS.read(whole(directory, file), IterationMetrics::new));
      } else if (table.equals(Optional.of(TableName.CHECKPOINTS))) {
        checkpoints.addAll(Tables.CHECKPOINTS.read(whole(directory, file), Checkpoint::new));
      } else if (table.equals(Optional.of(TableName.WEIGHTS))) {
        whole(directory, file);
      }
    }
    return new RunHistory(snapshot, iterations, checkpoints, older);
  }

  private static byte[] whole(ResultsDirectory directory, CommittedFile file)
      throws IOException, DamagedFileException {
    byte[] bytes;
    try {
      bytes = directory.read(directory.file(file.path()));
    } catch (FileNotFoundException e) {
      throw new DamagedFileException(file.path() + " is missing");
    }
    if (bytes.length != file.size() || !Sha256.of(bytes).equals(file.sha256())) {
      throw new DamagedFileException(file.path() + " is damaged");
    }
    return bytes;
  }

  /**
   * Metrics of the checkpoints of the first iterations, in order.
   *
   * @param iterations how many
   * @return empty where the run has neither done so many nor ended, or has no checkpoint by then
   */
  public Optional<List<LatestMetrics>> metricsAt(int iterations) {
    if (snapshot.trainer().iteration() < iterations && snapshot.trainer().ended() == null) {
      return Optional.empty();
    }
    List<LatestMetrics> metrics =
        Stream.concat(checkpoints.stream(), snapshot.checkpoints().stream())
            .filter(checkpoint -> checkpoint.iter() < iterations)
            .map(LatestMetrics::of)
            .toList();
    return metrics.isEmpty() ? Optional.empty() : Optional.of(metrics);
  }

  /**
   * Commits the rows that the snapshot alone has as the next segment, unless there is one: for a
   * run that Spark gave up, so that its tables have all of its rows. If the run resumes, that
   * segment is deleted first.
   *
   * @throws IOException where it cannot be committed
   */
  public void commitPending(ResultsDirectory directory) throws IOException {
    String run = snapshot.spec().name();
    int next = snapshot.segments();
    if (!directory.exists(directory.segment(TableName.ITERATIONS, run, next))) {
      PendingRows rows = new PendingRows(new TableFiles(directory), run, next);
      snapshot.iterations().forEach(rows::add);
      snapshot.checkpoints().forEach(rows::add);
      rows.commit(new ArrayList<>());
    }
  }

  /**
   * Every row so far in no segment, for a run whose flags differ in maxiters.
   *
   * @param kept files that stay as they are
   */
  RunSnapshot as(RunSpec spec, List<CommittedFile> kept) {
    List<IterationMetrics> allIterations = new ArrayList<>(iterations);
    allIterations.addAll(snapshot.iterations());
    List<Checkpoint> allCheckpoints = new ArrayList<>(checkpoints);
    allCheckpoints.addAll(snapshot.checkpoints());
    return snapshot.as(spec, kept, allIterations, allCheckpoints);
  }
}
