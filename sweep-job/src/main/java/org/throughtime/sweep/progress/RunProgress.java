package org.throughtime.sweep.progress;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
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
 */
public record RunProgress(
    String run,
    int iterations,
    int maxiters,
    double trainNll,
    double validError,
    LatestMetrics lastMetrics,
    double rate,
    double seconds)
    implements Serializable {

  /** A run that is about to begin, or to go on. */
  public static RunProgress at(String run, int iterations, int maxiters) {
    return new RunProgress(run, iterations, maxiters, Double.NaN, Double.NaN, null, 0, 0);
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
    String metrics = ", train nll %.4f, valid error %.2f%%, %.1f it/s";
    return run
        + String.format(
            Locale.ROOT, " %,d/%,d" + metrics, iterations, maxiters, trainNll, validError, rate);
  }
}
