package org.throughtime.sweep.snapshot;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/**
 * The state of a run, as its committed files show it.
 *
 * @param spec the run
 * @param status its status in {@code runs} once it ended; else running or stopped where something
 *     of it is committed, as its sweep has a driver or not, or waiting
 * @param steps n of its last iteration, as far as it is committed
 * @param metrics of its last committed checkpoint
 * @param execution how it was computed, where it ended
 * @param error what ended it, where it failed
 */
public record RunState(
    RunSpec spec,
    Status status,
    OptionalInt steps,
    Optional<LatestMetrics> metrics,
    Optional<Execution> execution,
    Optional<String> error) {
  /** That of a run that ended. */
  static RunState of(RunSpec spec, EndedRun ended) {
    return new RunState(
        spec, ended.status(), ended.steps(), ended.metrics(), ended.execution(), ended.error());
  }

  /** That of a run that has not ended. */
  static RunState unended(
      RunSpec spec, Status status, OptionalInt steps, Optional<LatestMetrics> metrics) {
    return new RunState(spec, status, steps, metrics, Optional.empty(), Optional.empty());
  }

  /** The same once nothing of the sweep is at work any more. */
  public RunState atRest() {
    if (status != Status.RUNNING) {
      return this;
    }
    Status rest = steps.isPresent() ? Status.STOPPED : Status.WAITING;
    return new RunState(spec, rest, steps, metrics, execution, error);
  }

  /** Iterations done, as far as they are committed: one more than {@link #steps}. */
  public int iterations() {
    return steps.orElse(-1) + 1;
  }

  /** A metric of its last checkpoint as decisions use it; NaN where none counts. */
  public double compared(Metric<?, Double> metric) {
    return metrics.map(last -> last.compared(metric)).orElse(Double.NaN);
  }

  /** Whether its training ended as solved, by a checkpoint that counts. */
  public boolean isSolved() {
    return status == Status.SOLVED && metrics.filter(LatestMetrics::counts).isPresent();
  }

  /** Wall time in seconds, where it ended. */
  public OptionalDouble seconds() {
    return execution.stream().mapToDouble(Execution::seconds).findFirst();
  }
}
