package org.throughtime.sweep.progress;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import org.throughtime.model.number.Decimal;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * The progress of a run as its executor reports it. It is small, because every heartbeat carries
 * it.
 *
 * @param run its name
 * @param iterations done so far
 * @param maxiters how many there can be
 * @param trainNll of the last checkpoint; NaN before the first one, or where it is
 * @param validError of the last checkpoint, percent; NaN before the first one
 * @param lastMetrics of the last checkpoint that this attempt came to; null before that
 * @param rate iterations per second of wall time lately; see {@link RecentRate}
 * @param seconds of wall time of this attempt so far
 * @param evaluates whether it does not train now, but evaluates its network at holdLengths
 */
public record RunProgress(
    String run,
    int iterations,
    int maxiters,
    double trainNll,
    double validError,
    LatestMetrics lastMetrics,
    double rate,
    double seconds,
    boolean evaluates)
    implements Serializable {

  /** A run that trains. */
  public RunProgress(
      String run,
      int iterations,
      int maxiters,
      double trainNll,
      double validError,
      LatestMetrics lastMetrics,
      double rate,
      double seconds) {
    this(run, iterations, maxiters, trainNll, validError, lastMetrics, rate, seconds, false);
  }

  /** A run that is about to begin, or to go on. */
  public static RunProgress at(String run, int iterations, int maxiters) {
    return new RunProgress(run, iterations, maxiters, Double.NaN, Double.NaN, null, 0, 0);
  }

  /** The same run while it evaluates its network. */
  public RunProgress evaluating() {
    return new RunProgress(
        run, iterations, maxiters, trainNll, validError, lastMetrics, rate, seconds, true);
  }

  /** What it does now: its rate, or that it evaluates. */
  String pace() {
    return evaluates ? "evaluating at holdLengths" : Decimal.format("%.1f it/s", rate);
  }

  /** Whether the run has come to a checkpoint: its train NLL may be NaN then, too. */
  boolean hasValidated() {
    return !Double.isNaN(validError);
  }

  /** Metrics of the last checkpoint that this attempt came to. */
  public Optional<LatestMetrics> metrics() {
    return Optional.ofNullable(lastMetrics);
  }

  /** What Spark's UI shows beside the task. */
  @Override
  public String toString() {
    String metrics = ", train nll %.4f, valid error %.2f%%, ";
    return run
        + String.format(
            Locale.ROOT, " %,d/%,d" + metrics, iterations, maxiters, trainNll, validError)
        + pace();
  }
}
