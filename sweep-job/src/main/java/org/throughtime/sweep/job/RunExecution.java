package org.throughtime.sweep.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.Status;

/**
 * One attempt at a run. It resumes from what earlier attempts committed, trains, commits, and ends.
 * It does not use Spark.
 *
 * <p>An error in the training itself would happen again, so it is recorded as the run's end. An
 * error of the storage is thrown, because another attempt may succeed.
 */
final class RunExecution {
  private final ResultsDirectory directory;
  private final RunSpec spec;
  private final CommitSchedule schedule;
  private final Training training;
  private final Consumer<RunProgress> progress;
  private final long start = System.nanoTime();
  private final List<String> notes = new ArrayList<>();

  RunExecution(
      ResultsDirectory directory,
      RunSpec spec,
      CommitSchedule schedule,
      Training training,
      Consumer<RunProgress> progress) {
    this.directory = directory;
    this.spec = spec;
    this.schedule = schedule;
    this.training = training;
    this.progress = progress;
  }

  /**
   * Runs to the end of the run, or until it is to stop.
   *
   * @param begun whether an earlier attempt may have left a state
   * @param attempt number of this one among those that the driver knows, from 1
   * @param stop asked between iterations
   * @throws IOException where the results cannot be read or written
   * @throws StorageAwayException where their storage was away for too long
   */
  RunOutcome run(boolean begun, int attempt, Supplier<Stop> stop) throws IOException {
    Optional<RunHistory> history =
        begun ? RunHistory.newest(directory, spec, notes::add) : Optional.empty();
    Optional<TrainerState> from = history.map(h -> h.snapshot().trainer());
    int attempts = Math.max(attempt, 1 + history.map(h -> h.snapshot().attempts()).orElse(0));
    double before = history.map(h -> h.snapshot().seconds()).orElse(0.0);
    RunRecorder recorder =
        history.isPresent()
            ? RunRecorder.resume(directory, spec, schedule, history.get())
            : new RunRecorder(directory, spec, schedule);
    recorder.begun();
    ProgressReporter reporter =
        new ProgressReporter(
            spec.name(),
            from.map(TrainerState::iteration).orElse(0),
            spec.optimizer().maxiters(),
            recorder,
            progress);
    try {
      Training.TrainingRun course = training.begin(spec, from);
      int iterations = from.map(TrainerState::iteration).orElse(0);
      while (course.ended().isEmpty()) {
        Stop now = stop.get();
        if (now == Stop.IN_GOOD_ORDER) {
          recorder.stopped(course.snapshot(), execution(before, attempts));
        }
        if (now != Stop.NO) {
          notes.addAll(course.notes());
          return outcome(reporter, Status.STOPPED, "");
        }
        course.step(reporter);
        iterations++;
        if (schedule.stateAfter(iterations) && course.ended().isEmpty()) {
          recorder.commitState(course.snapshot(), attempts, before + seconds());
        }
      }
      notes.addAll(course.notes());
      recorder.ended(
          course.snapshot(),
          course.parameters(),
          execution(before, attempts).withKernelReloads(course.kernelReloads()));
      return outcome(reporter, Status.of(course.ended().get()), "");
    } catch (UncheckedIOException | StorageAwayException e) {
      throw e;
    } catch (RuntimeException
        | LinkageError
        | AssertionError
        | OutOfMemoryError
        | StackOverflowError e) {
      recorder.failed(e, execution(before, attempts));
      return outcome(reporter, Status.FAILED, RunRecorder.message(e));
    }
  }

  private RunOutcome outcome(ProgressReporter reporter, Status status, String error) {
    return new RunOutcome(
        reporter.latest(), status, false, seconds(), error, false, List.copyOf(notes));
  }

  private Execution execution(double before, int attempts) {
    return Execution.in(
        directory.lease().epoch(), before + seconds(), attempts, Provenance.here(spec.backend()));
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
