package org.throughtime.sweep.resume;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.model.train.WeightMetrics;
import org.throughtime.sweep.artifact.CourseMetrics;
import org.throughtime.sweep.artifact.FinalState;
import org.throughtime.sweep.artifact.FinalStateArrays;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

/**
 * Writes what one run leaves while it trains: its rows of {@code checkpoints} and {@code
 * iterations} in segments, its log and its state; and at the end the final state, checksums of all
 * of these, and the row in {@code runs}.
 *
 * <p>The iteration and the specification alone decide where a segment ends. So two executions of a
 * run commit the same files with the same bytes, also where one was interrupted or both run at
 * once.
 */
public final class RunRecorder implements TrainingListener {
  /** Two, because the newest may be damaged. */
  private static final int STATES_KEPT = 2;

  private final ResultsDirectory directory;
  private final RunSpec spec;
  private final CommitSchedule schedule;
  private final CourseMetrics course;
  private final FinalStateArrays finalState;
  private final PendingRows pending;
  private final StateFiles states;
  private final RunLog log;
  private final List<CommittedFile> files = new ArrayList<>();

  /** Of kept weights. They are in no segment, so a run whose segments change keeps them. */
  private final List<CommittedFile> keptWeights = new ArrayList<>();

  private OptionalInt steps = OptionalInt.empty();
  private Optional<Checkpoint> last = Optional.empty();

  /**
   * A recorder of a run that begins.
   *
   * @param directory where to
   * @param spec the run
   * @param schedule at which iterations it commits
   */
  public RunRecorder(ResultsDirectory directory, RunSpec spec, CommitSchedule schedule) {
    this(directory, spec, schedule, 0);
  }

  private RunRecorder(
      ResultsDirectory directory, RunSpec spec, CommitSchedule schedule, int segments) {
    this.directory = directory;
    this.spec = spec;
    this.schedule = schedule;
    this.course = new CourseMetrics(spec);
    this.finalState = new FinalStateArrays(spec);
    this.pending = new PendingRows(new TableFiles(directory), spec.name(), segments);
    this.states = new StateFiles(directory, spec.name());
    this.log = new RunLog(directory, spec);
  }

  /**
   * A recorder of a run that resumes.
   *
   * @param history of a run of the same specification
   * @throws IOException where a segment ends in its pending rows and cannot be committed, or the
   *     log cannot
   */
  public static RunRecorder resume(
      ResultsDirectory directory, RunSpec spec, CommitSchedule schedule, RunHistory history)
      throws IOException {
    RunSnapshot snapshot = history.snapshot();
    RunRecorder recorder = new RunRecorder(directory, spec, schedule, snapshot.segments());
    replay(history.iterations(), history.checkpoints(), recorder::keep, recorder::keep);
    for (CommittedFile file : snapshot.files()) {
      Optional<TableName> table = directory.tableOf(file);
      if (table.isPresent()) {
        boolean weights = table.get() == TableName.WEIGHTS;
        (weights ? recorder.keptWeights : recorder.files).add(file);
      }
    }
    recorder.states.takeOver(history);
    replay(
        snapshot.iterations(),
        snapshot.checkpoints(),
        recorder::onIteration,
        recorder::onCheckpoint);
    recorder.log.commitUnlessEnded();
    return recorder;
  }

  /**
   * Commits the first line of the log of a run that begins, so that everybody sees that it does.
   *
   * @throws IOException where it cannot be committed
   */
  public void begun() throws IOException {
    log.commitUnlessThere();
  }

  /** Shows rows in the order in which the run made them: a checkpoint behind its iteration. */
  private static void replay(
      List<IterationMetrics> iterations,
      List<Checkpoint> checkpoints,
      Consumer<IterationMetrics> toIteration,
      Consumer<Checkpoint> toCheckpoint) {
    Iterator<Checkpoint> due = checkpoints.iterator();
    Checkpoint next = due.hasNext() ? due.next() : null;
    for (IterationMetrics metrics : iterations) {
      toIteration.accept(metrics);
      if (next != null && next.iter() == metrics.iter()) {
        toCheckpoint.accept(next);
        next = due.hasNext() ? due.next() : null;
      }
    }
  }

  @Override
  public void onIteration(IterationMetrics metrics) {
    pending.add(metrics);
    keep(metrics);
  }

  /**
   * @throws UncheckedIOException where a segment ends here and cannot be committed
   */
  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    pending.add(checkpoint);
    keep(checkpoint);
    if (schedule.segmentEndsAt(checkpoint.iter())) {
      try {
        pending.commit(files);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * @throws UncheckedIOException where the weights cannot be committed
   */
  @Override
  public void onWeights(int n, Parameters weights) {
    try {
      keptWeights.add(
          new TableFiles(directory)
              .atCheckpoint(Tables.WEIGHTS, spec.name(), n, WeightMetrics.of(n, weights)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(IterationMetrics metrics) {
    finalState.onIteration(course.of(metrics));
    steps = OptionalInt.of(metrics.iter());
  }

  private void keep(Checkpoint checkpoint) {
    finalState.onCheckpoint(checkpoint);
    log.add(course.of(checkpoint));
    last = Optional.of(checkpoint);
  }

  /**
   * Commits everything that the run needs to resume from here, then the log so far, and deletes the
   * states before the last two or three.
   *
   * @param trainer as it is between two iterations
   * @param attempts how many attempts have come this far
   * @param seconds of wall time that they took
   */
  public void commitState(TrainerState trainer, int attempts, double seconds) throws IOException {
    states.commit(snapshot(trainer, attempts, seconds, directory.lease().epoch()));
    log.commitUnlessEnded();
    states.keepNewestOrOneMore(STATES_KEPT);
  }

  private RunSnapshot snapshot(TrainerState trainer, int attempts, double seconds, long epoch) {
    List<CommittedFile> all = new ArrayList<>(files);
    all.addAll(keptWeights);
    return new RunSnapshot(
        spec,
        trainer,
        attempts,
        seconds,
        epoch,
        pending.segments(),
        all,
        pending.iterations(),
        pending.checkpoints());
  }

  /**
   * Commits the rest of a run that ended by itself, its row last. The last state stays, so that the
   * run can resume where maxiters is raised.
   *
   * @param trainer as it is at its end
   * @param weights likewise
   * @param execution how it was computed
   */
  public void ended(TrainerState trainer, Parameters weights, Execution execution)
      throws IOException {
    Status status = Status.of(trainer.ended());
    commitRest(status);
    FinalState state = new FinalState(spec, weights, finalState);
    files.add(directory.commit(directory.npz(spec.name()), state::writeTo));
    // Without attempts, seconds and epoch, which the row has: the same run leaves the same state.
    files.add(states.commit(snapshot(trainer, 0, 0, 0)));
    commitRow(status, execution, Optional.empty());
    states.keepNewest(1);
  }

  /**
   * Commits what there is of a run that resumes later: its state first, its row last.
   *
   * @param trainer as it is between two iterations
   * @param execution how it was computed
   */
  public void stopped(TrainerState trainer, Execution execution) throws IOException {
    if (trainer.iteration() > 0) {
      commitState(trainer, execution.attempts(), execution.seconds());
      states.keepNewest(STATES_KEPT);
    }
    if (!endedElsewhere()) {
      commitRest(Status.STOPPED);
      commitRow(Status.STOPPED, execution, Optional.empty());
    }
  }

  /**
   * Commits the rest of a run that an exception ended, its row last.
   *
   * @param cause what ended it; its stack trace goes to the log
   * @param execution how it was computed
   */
  public void failed(Throwable cause, Execution execution) throws IOException {
    if (!endedElsewhere()) {
      log.add(cause);
      commitRest(Status.FAILED);
      commitRow(Status.FAILED, execution, Optional.of(message(cause)));
    }
  }

  /** What an exception says, in one line. */
  public static String message(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
  }

  /** Another attempt at the same run may have come to its end; nothing takes that back. */
  private boolean endedElsewhere() throws IOException {
    return EndedRun.read(directory, spec).filter(ended -> ended.status().isDone()).isPresent();
  }

  /** Commits the last segment and the whole log. */
  private void commitRest(Status status) throws IOException {
    log.end(status, steps, course.bestValidError());
    pending.commit(files);
    files.addAll(keptWeights);
    keptWeights.clear();
    files.add(log.commit());
  }

  /** Commits the checksums of all files, then the row: from now on the run counts as ended. */
  private void commitRow(Status status, Execution execution, Optional<String> error)
      throws IOException {
    directory.commitText(directory.checksums(spec.name()), CommittedFile.lines(files));
    new TableFiles(directory)
        .row(new RunRow(spec, status, steps, last, Optional.of(execution), error));
  }
}
