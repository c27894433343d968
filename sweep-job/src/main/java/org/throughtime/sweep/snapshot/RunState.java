package org.throughtime.sweep.snapshot;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * Where a run stands, as far as its committed files tell.
 *
 * @param spec the run
 * @param status its status in {@code runs} once it ended; else {@link #RUNNING} or {@link #STOPPED}
 *     where something of it is committed, as its sweep has a driver or not, or {@link #WAITING}
 * @param steps n of its last iteration, as far as it is committed
 * @param metrics of its last committed checkpoint
 * @param seconds of wall time, where it ended
 * @param error what ended it, where it failed
 */
public record RunState(
    RunSpec spec,
    String status,
    OptionalInt steps,
    Optional<LatestMetrics> metrics,
    OptionalDouble seconds,
    Optional<String> error) {
  /** Nothing of it is committed. */
  public static final String WAITING = "waiting";

  /** It has begun and not ended, and the driver of its sweep is at work. */
  public static final String RUNNING = "running";

  /** It was broken off, and can go on. */
  public static final String STOPPED = RunStatus.STOPPED.label();

  private static final Set<String> DONE = Set.of("solved", "finished", "diverged");

  /** The same once nothing of the sweep is at work any more. */
  public RunState atRest() {
    return status.equals(RUNNING)
        ? new RunState(spec, STOPPED, steps, metrics, seconds, error)
        : this;
  }

  /** Whether there is nothing left to compute: solved, finished or diverged. */
  public boolean done() {
    return DONE.contains(status);
  }
}
