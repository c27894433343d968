package org.throughtime.sweep.job;

import java.io.Serializable;
import java.util.List;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.table.Status;

/**
 * How one run of a sweep ended. Its metrics are in the tables.
 *
 * @param progress how far it came; nothing where it was skipped or given up
 * @param status how it ended, now or when it was run before
 * @param skipped whether it was done already and so not run
 * @param seconds of wall time; 0 where skipped or given up
 * @param error one line where it failed, or was stopped because its storage was away; else empty
 * @param dismissed whether the sweep needs it no more, though it could go on: enough others got
 *     there, or its search went on with others
 * @param notes a line each on what was found damaged and done without
 */
public record RunOutcome(
    RunProgress progress,
    Status status,
    boolean skipped,
    double seconds,
    String error,
    boolean dismissed,
    List<String> notes)
    implements Serializable {
  public RunOutcome {
    notes = List.copyOf(notes);
  }

  /** That of a run which has yet to be run, and can be. */
  static RunOutcome waiting(RunSpec run) {
    return stopped(nothing(run));
  }

  /** That of a run which was stopped, and can go on. */
  static RunOutcome stopped(RunProgress progress) {
    return new RunOutcome(progress, Status.STOPPED, false, 0, "", false, List.of());
  }

  /** That of a run which was stopped because its storage was away, and can go on. */
  static RunOutcome stopped(RunProgress progress, StorageAwayException away) {
    return new RunOutcome(progress, Status.STOPPED, false, 0, away.getMessage(), false, List.of());
  }

  /** Whether it was stopped because its storage was away. */
  boolean lacksStorage() {
    return status == Status.STOPPED && !error.isEmpty();
  }

  /** That of a run which was done before. */
  static RunOutcome skipped(RunSpec run, Status status) {
    return new RunOutcome(nothing(run), status, true, 0, "", false, List.of());
  }

  /** The progress of a run that made none. */
  static RunProgress nothing(RunSpec run) {
    return RunProgress.at(run.name(), 0, run.optimizer().maxiters());
  }

  /** The same of a run that the sweep needs no more. */
  RunOutcome dismiss() {
    return new RunOutcome(progress, status, skipped, seconds, error, true, notes);
  }

  /** Name of the run. */
  public String run() {
    return progress.run();
  }
}
