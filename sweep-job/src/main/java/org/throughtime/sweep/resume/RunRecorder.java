package org.throughtime.sweep.resume;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.artifact.CourseLog;
import org.throughtime.sweep.artifact.CourseMetrics;
import org.throughtime.sweep.artifact.FinalState;
import org.throughtime.sweep.artifact.FinalStateArrays;
import org.throughtime.sweep.store.CommittedFile;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.RunRow;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.Tables;

/**
 * Writes what one run leaves while it trains: its rows of {@code checkpoints} and {@code
 * iterations} in segments, its log and its state, and at the end the final state, checksums of all
 * of these, and the row in {@code runs}.
 *
 * <p>Where a segment ends depends on the iteration and the specification alone, so two executions
 * of a run commit the same files with the same bytes, whether they were broken off in between or
 * not, and whether or not both run at once.
 */
public final class RunRecorder implements TrainingListener {
  /** The newest may be the one that is damaged. */
  private static final int STATES_KEPT = 2;

  private final ResultsDirectory directory;
  private final TableFiles tables;
  private final RunSpec spec;
  private final CommitSchedule schedule;
  private final CourseLog courseLog;
  private final CourseMetrics course;
  private final StringBuilder log = new StringBuilder();
  private final FinalStateArrays finalState;
  private final List<IterationMetrics> iterations = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private final List<CommittedFile> files = new ArrayList<>();
  private final Deque<Integer> states = new ArrayDeque<>();
  private int segment;
  private OptionalInt steps = OptionalInt.empty();
  private Optional<Checkpoint> last = Optional.empty();

  /**
   * A recorder of a run that begins.
   *
   * @param directory where to
   * @param spec the run
   * @param schedule where it commits
   */
  public RunRecorder(ResultsDirectory directory, RunSpec spec, CommitSchedule schedule) {
    this.directory = directory;
    this.tables = new TableFiles(directory);
    this.spec = spec;
    this.schedule = schedule;
    this.finalState = new FinalStateArrays(spec);
    this.courseLog = new CourseLog(spec);
    this.course = new CourseMetrics(spec);
    log(List.of(courseLog.start()));
  }

  /**
   * A recorder of a run that goes on.
   *
   * @param history of a run of the same specification
   * @throws IOException where a segment ends in its pending rows and cannot be committed, or the
   *     log cannot
   */
  public static RunRecorder resume(
      ResultsDirectory directory, RunSpec spec, CommitSchedule schedule, RunHistory history)
      throws IOException {
    RunRecorder recorder = new RunRecorder(directory, spec, schedule);
    RunSnapshot snapshot = history.snapshot();
    replay(history.iterations(), history.checkpoints(), recorder::keep, recorder::keep);
    recorder.segment = snapshot.segments();
    snapshot.files().stream()
        .filter(file -> directory.tableOf(file).isPresent())
        .forEach(recorder.files::add);
    history.older().forEach(recorder.states::addFirst);
    recorder.states.add(snapshot.trainer().iteration());
    replay(
        snapshot.iterations(),
        snapshot.checkpoints(),
        recorder::onIteration,
        recorder::onCheckpoint);
    recorder.publishLog();
    return recorder;
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
    iterations.add(metrics);
    keep(metrics);
  }

  /**
   * @throws UncheckedIOException where a segment ends here and cannot be committed
   */
  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
    keep(checkpoint);
    if (schedule.segmentEndsAt(checkpoint.iter())) {
      try {
        commitSegment();
        publishLog();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void keep(IterationMetrics metrics) {
    finalState.onIteration(course.of(metrics));
    steps = OptionalInt.of(metrics.iter());
  }

  private void keep(Checkpoint checkpoint) {
    finalState.onCheckpoint(checkpoint);
    log(courseLog.checkpoint(course.of(checkpoint)));
    last = Optional.of(checkpoint);
  }

  /**
   * Commits everything that the run needs to go on from here, and takes away the states before the
   * last two.
   *
   * @param trainer as it is between two iterations
   * @param attempts how many attempts have come this far
   * @param seconds of wall time that they took
   */
  public void commitState(TrainerState trainer, int attempts, double seconds) throws IOException {
    commit(
        new RunSnapshot(spec, trainer, attempts, seconds, segment, files, iterations, checkpoints));
    while (states.size() > STATES_KEPT) {
      directory.delete(directory.state(spec.name(), states.remove()));
    }
  }

  private CommittedFile commit(RunSnapshot snapshot) throws IOException {
    byte[] bytes = SnapshotFormat.encode(snapshot);
    int done = snapshot.trainer().iteration();
    CommittedFile file =
        directory.commit(directory.state(spec.name(), done), out -> out.write(bytes));
    states.remove(done);
    states.add(done);
    return file;
  }

  /**
   * Commits what is left of a run that ended by itself, its row last. Its last state stays, so that
   * it can go on where maxiters is raised.
   *
   * @param trainer as it is at its end
   * @param weights likewise
   * @param execution how it was computed
   */
  public void ended(TrainerState trainer, Parameters weights, Execution execution)
      throws IOException {
    Status status = Status.of(trainer.ended());
    commitRest(status, List.of());
    FinalState state = new FinalState(spec, weights, finalState);
    files.add(directory.commit(directory.npz(spec.name()), state::writeTo));
    // How long it took is the row's to tell: the same run leaves the same state.
    RunSnapshot snapshot =
        new RunSnapshot(spec, trainer, 0, 0, segment, files, List.of(), List.of());
    files.add(commit(snapshot));
    commitChecksums();
    commitRow(status, execution, Optional.empty());
    while (states.size() > 1) {
      directory.delete(directory.state(spec.name(), states.remove()));
    }
  }

  /**
   * Commits what there is of a run that goes on later: its state first, its row last.
   *
   * @param trainer as it is between two iterations
   * @param execution how it was computed
   */
  public void stopped(TrainerState trainer, Execution execution) throws IOException {
    if (trainer.iteration() > 0) {
      commitState(trainer, execution.attempts(), execution.seconds());
    }
    if (!endedElsewhere()) {
      commitRest(Status.STOPPED, List.of());
      commitChecksums();
      commitRow(Status.STOPPED, execution, Optional.empty());
    }
  }

  /**
   * Commits what is left of a run that an exception ended, its row last.
   *
   * @param cause what ended it; its stack trace goes to the log
   * @param execution how it was computed
   */
  public void failed(Throwable cause, Execution execution) throws IOException {
    if (endedElsewhere()) {
      return;
    }
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    commitRest(Status.FAILED, trace.toString().lines().toList());
    commitChecksums();
    commitRow(Status.FAILED, execution, Optional.of(message(cause)));
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

  private void commitRest(Status status, List<String> trace) throws IOException {
    log(trace);
    // The log of a run that finished without an iteration still has an end line.
    if (steps.isPresent() || status == Status.FINISHED) {
      double best = last.map(Checkpoint::bestValidErrorAfter).orElse(100.0);
      log(courseLog.end(status, steps.orElse(-1), best));
    }
    if (!iterations.isEmpty()) {
      commitSegment();
    }
    files.add(commitLog());
  }

  private void commitSegment() throws IOException {
    int number = segment++;
    commit(Tables.ITERATIONS, number, iterations.stream().map(IterationMetrics::values));
    if (!checkpoints.isEmpty()) {
      commit(Tables.CHECKPOINTS, number, checkpoints.stream().map(Checkpoint::values));
    }
    iterations.clear();
    checkpoints.clear();
  }

  private void log(List<String> lines) {
    lines.forEach(line -> log.append(line).append('\n'));
  }

  /** Whole, since not every file system can append. */
  private CommittedFile commitLog() throws IOException {
    return directory.commitText(directory.log(spec.name()), log.toString());
  }

  /** The log so far, unless another attempt has left all of it: nothing else of a run grows. */
  private void publishLog() throws IOException {
    if (!directory.exists(directory.row(spec.name()))) {
      commitLog();
    }
  }

  private void commitChecksums() throws IOException {
    directory.commitText(directory.checksums(spec.name()), CommittedFile.lines(files));
  }

  private void commit(Table<?> table, int number, Stream<MetricValues> rows) throws IOException {
    files.add(tables.segment(table, spec.name(), number, rows.toList()));
  }

  private void commitRow(Status status, Execution execution, Optional<String> error)
      throws IOException {
    tables.row(new RunRow(spec, status, steps, last, Optional.of(execution), error));
  }
}
