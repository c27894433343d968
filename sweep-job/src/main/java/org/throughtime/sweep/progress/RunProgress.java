package org.throughtime.sweep.progress;

import java.io.Serializable;
import java.util.Locale;

/**
 * How far a run is, as its executor says now and then. Small: it travels with every heartbeat.
 *
 * @param run its name
 * @param iterations done so far
 * @param maxiters how many there can be
 * @param trainNll of the last checkpoint; NaN before the first one
 * @param validError of the last checkpoint, percent; NaN before the first one
 * @param rate iterations per second of wall time
 */
public record RunProgress(
    String run, int iterations, int maxiters, double trainNll, double validError, double rate)
    implements Serializable {

  /** A run that is about to begin. */
  public static RunProgress none(String run, int maxiters) {
    return at(run, 0, maxiters);
  }

  /** A run that is about to go on. */
  public static RunProgress at(String run, int iterations, int maxiters) {
    return new RunProgress(run, iterations, maxiters, Double.NaN, Double.NaN, 0);
  }

  /** What Spark's UI shows beside the task. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s %d/%d, train nll %.4f, valid error %.2f%%, %.1f it/s",
        run,
        iterations,
        maxiters,
        trainNll,
        validError,
        rate);
  }
}
