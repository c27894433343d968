package org.throughtime.sweep.record;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationFigures;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainingListener;

/**
 * Writes what one run leaves while it trains: its rows of {@code checkpoints} and {@code
 * iterations} in segments, its log, and at the end the final state, checksums of all of these, and
 * the row in {@code runs}.
 *
 * <p>Where a segment ends depends on the iteration and the specification alone, so two executions
 * of a run commit the same files with the same bytes. There are about {@value #SEGMENTS} of them
 * however long the run is; the first one holds a single checkpoint, so that there is something to
 * see soon.
 */
public final class RunRecorder implements TrainingListener {
  private static final int SEGMENTS = 32;

  private final ResultsDirectory directory;
  private final RunSpec spec;
  private final int checkpointsPerSegment;
  private final CourseLog courseLog;
  private final List<CommittedFile> files = new ArrayList<>();
  private final StringBuilder log = new StringBuilder();
  private final FinalStateArrays finalState;
  private final List<IterationFigures> iterations = new ArrayList<>();
  private final List<Checkpoint> checkpoints = new ArrayList<>();
  private int segment;
  private OptionalInt steps = OptionalInt.empty();
  private Optional<Checkpoint> last = Optional.empty();

  /**
   * @param directory where to
   * @param spec the run
   */
  public RunRecorder(ResultsDirectory directory, RunSpec spec) {
    this.directory = directory;
    this.spec = spec;
    int all = spec.optimizer().maxiters() / spec.validation().checkFreq();
    this.checkpointsPerSegment = Math.max(1, (all + SEGMENTS - 1) / SEGMENTS);
    this.finalState = new FinalStateArrays(spec);
    this.courseLog = new CourseLog(spec);
    log(List.of(courseLog.start()));
  }

  @Override
  public void onIteration(IterationFigures figures) {
    iterations.add(figures);
    finalState.onIteration(figures);
    steps = OptionalInt.of(figures.iter());
  }

  /**
   * @throws UncheckedIOException where a segment ends here and cannot be committed
   */
  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    checkpoints.add(checkpoint);
    finalState.onCheckpoint(checkpoint);
    log(courseLog.checkpoint(checkpoint));
    last = Optional.of(checkpoint);
    int index = checkpoint.iter() / spec.validation().checkFreq();
    if (index == 1 || index % checkpointsPerSegment == 0) {
      try {
        commitSegment();
        commitLog();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Commits what is left of a run that ended by itself, its row last.
   *
   * @param status how it ended
   * @param weights as they are at its end
   * @param execution how it was computed
   */
  public void ended(RunStatus status, Parameters weights, Execution execution) throws IOException {
    commitRest(status, List.of());
    FinalState state = new FinalState(spec, weights, finalState);
    files.add(directory.commit(directory.npz(spec.name()), state::writeTo));
    commitChecksums();
    commitRow(status, execution, Optional.empty());
  }

  /**
   * Commits what is left of a run that an exception ended, its row last.
   *
   * @param cause what ended it; its stack trace goes to the log
   * @param execution how it was computed
   */
  public void failed(Throwable cause, Execution execution) throws IOException {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    commitRest(RunStatus.FAILED, trace.toString().lines().toList());
    commitChecksums();
    commitRow(RunStatus.FAILED, execution, Optional.of(message(cause)));
  }

  /** What an exception says, in one line. */
  public static String message(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null ? kind : kind + ": " + message.lines().findFirst().orElse("");
  }

  private void commitRest(RunStatus status, List<String> trace) throws IOException {
    log(trace);
    if (steps.isPresent()) {
      double best = last.map(Checkpoint::bestValidErrorAfter).orElse(100.0);
      log(courseLog.end(status, steps.getAsInt(), best));
    }
    if (!iterations.isEmpty()) {
      commitSegment();
    }
    files.add(commitLog());
  }

  private void commitChecksums() throws IOException {
    directory.commitText(directory.checksums(spec.name()), CommittedFile.lines(files));
  }

  private void commitSegment() throws IOException {
    int number = segment++;
    commit(IterationTable.TABLE, number, iterations);
    if (!checkpoints.isEmpty()) {
      commit(CheckpointTable.TABLE, number, checkpoints);
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

  private <R> void commit(Table<R> table, int number, List<R> rows) throws IOException {
    files.add(
        directory.commit(
            directory.segment(table, spec.name(), number),
            out -> table.write(out, spec.name(), rows)));
  }

  private void commitRow(RunStatus status, Execution execution, Optional<String> error)
      throws IOException {
    directory.commit(new RunRow(spec, status, steps, last, execution, error));
  }
}
