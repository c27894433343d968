package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.resume.TableFiles;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageException;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.Status;

/** A run that Spark gave up. */
final class LostRun {
  /** What Spark says around the last failure of a task. */
  private static final Pattern LAST_FAILURE =
      Pattern.compile("most recent failure: Lost task \\S+ in stage \\S+ \\(TID \\d+\\) (.*)");

  private LostRun() {}

  /**
   * Spark gave the run up: nothing is left to write its row but the driver, unless an executor that
   * Spark no longer hears of brought it to its end.
   */
  static RunOutcome settle(ResultsDirectory directory, RunSpec run, Throwable cause) {
    Optional<EndedRun> ended = ended(directory, run);
    if (ended.isPresent()) {
      return RunOutcome.skipped(run, ended.get().status());
    }
    String error = reason(cause);
    RunRow row = row(directory, run, error);
    try {
      new TableFiles(directory).row(row);
    } catch (IOException e) {
      error += "; nor can its row in table runs be written";
    }
    int iterations = row.steps().orElse(-1) + 1;
    return new RunOutcome(
        RunProgress.at(run.name(), iterations, run.optimizer().maxiters()),
        Status.FAILED,
        false,
        0,
        error,
        false,
        List.of());
  }

  /** With all that the run has committed. */
  private static RunRow row(ResultsDirectory directory, RunSpec run, String error) {
    OptionalInt steps = OptionalInt.empty();
    Optional<Checkpoint> last = Optional.empty();
    double seconds = 0;
    int attempts = 1;
    try {
      Optional<SweepSnapshot> sweep = SweepSnapshot.read(directory);
      if (sweep.isPresent()) {
        steps = sweep.get().state(run).steps();
        List<Checkpoint> checkpoints = sweep.get().rows(run).checkpoints();
        last = checkpoints.stream().reduce((earlier, later) -> later);
        Optional<RunSnapshot> state = sweep.get().newestState(run);
        seconds = state.map(RunSnapshot::seconds).orElse(seconds);
        attempts += state.map(RunSnapshot::attempts).orElse(0);
      }
    } catch (IOException e) {
      // Then nothing is known of it but that it failed.
    }
    Execution execution = new Execution(seconds, attempts, Provenance.here(run.backend()));
    return new RunRow(run, Status.FAILED, steps, last, Optional.of(execution), Optional.of(error));
  }

  private static Optional<EndedRun> ended(ResultsDirectory directory, RunSpec run) {
    try {
      return EndedRun.read(directory, run).filter(row -> row.status().isDone());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Why, in a line for whoever started the sweep. */
  static String reason(Throwable given) {
    for (Throwable cause = given; cause != null; cause = cause.getCause()) {
      if (cause instanceof StorageException) {
        return cause.getMessage();
      }
    }
    String message = String.valueOf(given.getMessage()).lines().findFirst().orElse("");
    int storage = message.lastIndexOf(StorageException.class.getName() + ": ");
    if (storage >= 0) {
      return message.substring(storage + StorageException.class.getName().length() + 2);
    }
    Matcher last = LAST_FAILURE.matcher(message);
    return last.find() ? last.group(1) : message;
  }
}
