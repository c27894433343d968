package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.resume.TableFiles;
import org.throughtime.sweep.snapshot.RunRows;
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
    Committed committed = Committed.of(directory, run);
    String error = reason(cause) + committed.words();
    try {
      long epoch = directory.lease().epoch();
      new TableFiles(directory).row(committed.row(run, epoch, error));
    } catch (IOException e) {
      error += "; its row in table runs cannot be written either";
    }
    RunProgress progress =
        RunProgress.at(run.name(), committed.iterations(), run.optimizer().maxiters());
    return new RunOutcome(progress, Status.FAILED, false, 0, error, false, List.of());
  }

  /**
   * What a run has committed.
   *
   * @param state its newest
   * @param rows in its segments
   */
  private record Committed(Optional<RunSnapshot> state, RunRows rows) {
    static Committed of(ResultsDirectory directory, RunSpec run) {
      try {
        commitPending(directory, run);
        Optional<SweepSnapshot> sweep = SweepSnapshot.read(directory);
        if (sweep.isPresent()) {
          return new Committed(sweep.get().newestState(run), sweep.get().segmentRows(run));
        }
      } catch (IOException e) {
        // Then nothing is known of it but that it failed.
      }
      return new Committed(Optional.empty(), new RunRows(List.of(), List.of(), List.of()));
    }

    /** Where it cannot be done, as on a full disk, the tables have the segments that are there. */
    private static void commitPending(ResultsDirectory directory, RunSpec run) {
      try {
        Optional<RunHistory> history = RunHistory.newest(directory, run, damage -> {});
        if (history.isPresent()) {
          history.get().commitPending(directory);
        }
      } catch (IOException e) {
        // The row tells how far the tables go.
      }
    }

    int iterations() {
      return state.map(last -> last.trainer().iteration()).orElse(0);
    }

    /** From where it goes on, which the tables may have yet to come to. */
    String words() {
      if (iterations() == 0) {
        return "";
      }
      int there = last(rows.iterations()).map(row -> row.iter() + 1).orElse(0);
      return (there < iterations() ? "; its tables have " + there + " iterations, and" : ";")
          + " the same command resumes from iteration "
          + iterations();
    }

    /** A row speaks of what the tables have: a state may be ahead of them. */
    RunRow row(RunSpec run, long epoch, String error) {
      Optional<IterationMetrics> last = last(rows.iterations());
      Execution execution =
          Execution.in(
              epoch,
              state.map(RunSnapshot::seconds).orElse(0.0),
              1 + state.map(RunSnapshot::attempts).orElse(0),
              Provenance.here(run.backend()));
      return new RunRow(
          run,
          Status.FAILED,
          last.isPresent() ? OptionalInt.of(last.get().iter()) : OptionalInt.empty(),
          last(rows.checkpoints()),
          Optional.of(execution),
          Optional.of(error));
    }

    private static <R> Optional<R> last(List<R> rows) {
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1));
    }
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
