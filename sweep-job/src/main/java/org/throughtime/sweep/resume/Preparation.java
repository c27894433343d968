package org.throughtime.sweep.resume;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.CourseCommand;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.Joining;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.StorageException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.RunTable;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * Prepares a results directory for runs, and cleans it up after them. Only the driver that owns the
 * directory may use it. It is the only class that deletes files of a sweep that runs.
 */
public final class Preparation {
  private final ResultsDirectory directory;
  private final Consumer<String> notes;
  private final Function<RunSpec, CommitSchedule> schedule;

  /**
   * @param directory to be made ready
   * @param notes told in a line of whatever a reader should know
   */
  public Preparation(ResultsDirectory directory, Consumer<String> notes) {
    this(directory, notes, CommitSchedule::of);
  }

  /**
   * @param directory to be made ready
   * @param notes told in a line of whatever a reader should know
   * @param schedule by which a run commits
   */
  public Preparation(
      ResultsDirectory directory,
      Consumer<String> notes,
      Function<RunSpec, CommitSchedule> schedule) {
    this.directory = directory;
    this.notes = notes;
    this.schedule = schedule;
  }

  /**
   * Says what the directory is for, lists its runs' commands, and of earlier attempts at the runs
   * leaves what they go on from and nothing else. Every table can be read from then on.
   *
   * @param manifest what it is for
   * @param todo the runs that are about to be computed
   * @param fresh whether they begin anew, whatever is there
   * @return by name the iterations that are done of every run that goes on
   * @throws ResultsException where it cannot be written to
   */
  public Map<String, Integer> prepare(SweepManifest manifest, List<RunSpec> todo, boolean fresh) {
    try {
      Listing before = Listing.of(directory);
      SweepManifest committed = manifest.write(directory, before);
      directory.commitText(
          directory.commands(),
          committed.runs().stream().map(run -> CourseCommand.of(run) + "\n").collect(joining()));
      TableFiles tables = new TableFiles(directory);
      tables.schema(RunTable.TABLE);
      tables.schema(Tables.CHECKPOINTS);
      tables.schema(Tables.ITERATIONS);
      Listing listing = before.isJoined() ? separate(todo, !fresh) : before;
      delete(listing.temporary());
      for (RunSpec run : committed.runs()) {
        deleteLoneLog(listing, run.name());
      }
      Map<String, Integer> begun = new LinkedHashMap<>();
      for (RunSpec run : todo) {
        Optional<RunSnapshot> from = fresh ? Optional.empty() : goOn(listing, run);
        if (from.isEmpty()) {
          delete(listing.of(run.name()));
        } else {
          begun.put(run.name(), from.get().trainer().iteration());
        }
      }
      return begun;
    } catch (StorageException e) {
      throw new ResultsException(e.getMessage() + "; give another directory");
    } catch (IOException e) {
      throw new ResultsException(
          directory.uri() + ": cannot be written to (" + e.getMessage() + "); give another one");
    }
  }

  private Listing separate(List<RunSpec> todo, boolean kept) throws IOException {
    Joining joining = new Joining(directory);
    joining.separate(todo.stream().map(RunSpec::name).toList(), kept);
    return joining.tidy();
  }

  /** A run that was broken off before it committed anything else does not count as begun. */
  private void deleteLoneLog(Listing listing, String run) throws IOException {
    Path log = directory.log(run);
    if (listing.has(log) && listing.of(run).equals(List.of(log))) {
      directory.delete(log);
    }
  }

  private Optional<RunSnapshot> goOn(Listing listing, RunSpec run) throws IOException {
    NavigableMap<Integer, Path> states = listing.states(run.name());
    if (states.isEmpty()) {
      return Optional.empty();
    }
    Optional<RunHistory> history =
        RunHistory.newest(directory, run, states, line -> notes.accept(run.name() + ": " + line));
    if (history.isEmpty()) {
      return Optional.empty();
    }
    RunSnapshot snapshot = history.get().snapshot();
    Set<Path> kept = new HashSet<>();
    int done = snapshot.trainer().iteration();
    if (snapshot.spec().equals(run) && schedule.apply(run).made(snapshot)) {
      snapshot.files().forEach(file -> kept.add(directory.file(file.path())));
      kept.removeAll(List.of(directory.npz(run.name()), directory.log(run.name())));
      kept.addAll(states.tailMap(done, true).values());
    } else {
      // Its rows are in the state before their segments go.
      List<CommittedFile> weights =
          snapshot.files().stream()
              .filter(file -> directory.tableOf(file).equals(Optional.of(TableName.WEIGHTS)))
              .toList();
      snapshot = history.get().as(run, weights);
      weights.forEach(file -> kept.add(directory.file(file.path())));
      byte[] bytes = SnapshotFormat.encode(snapshot);
      directory.commit(directory.state(run.name(), done), out -> out.write(bytes));
      kept.add(directory.state(run.name(), done));
    }
    kept.addAll(measured(listing, run.name()));
    delete(listing.of(run.name()).stream().filter(file -> !kept.contains(file)).toList());
    return Optional.of(snapshot);
  }

  /** What was measured of a run's weights stays: it resumes, so it has the same ones again. */
  private List<Path> measured(Listing listing, String run) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<Integer, Path> sums : listing.measured(run).entrySet()) {
      files.add(sums.getValue());
      for (TableName table : TableName.MEASURED) {
        files.add(directory.atCheckpoint(table, run, sums.getKey()));
      }
    }
    return files;
  }

  /**
   * Takes away what attempts that lost against others left behind the last of the runs.
   *
   * @param done runs with nothing left to compute
   */
  public void tidy(Set<String> done) throws IOException {
    Listing listing = Listing.of(directory);
    delete(listing.temporary());
    for (String run : listing.runsWithStates()) {
      if (done.contains(run)) {
        delete(listing.states(run).values().stream().skip(1).toList());
      }
    }
  }

  private void delete(List<Path> files) throws IOException {
    for (Path file : files) {
      directory.delete(file);
    }
  }
}
