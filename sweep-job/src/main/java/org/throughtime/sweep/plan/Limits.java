package org.throughtime.sweep.plan;

import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;

/**
 * How long a run or a sweep may take before it stops and can be resumed later. Limits are not part
 * of a specification: the iteration at which a run stops does not change its final results.
 *
 * @param mostOfRun wall time of one attempt at a run; null for no limit
 * @param mostOfSweep wall time of the sweep, from the start of its first run; null for no limit
 */
public record Limits(Duration mostOfRun, Duration mostOfSweep) implements Serializable {
  /** No limits. */
  public static final Limits NONE = new Limits(null, null);

  /** Throws IllegalArgumentException where a limit leaves no time at all. */
  public Limits {
    for (Duration limit : new Duration[] {mostOfRun, mostOfSweep}) {
      if (limit != null && (limit.isZero() || limit.isNegative())) {
        throw new IllegalArgumentException("a limit is above 0, got " + limit);
      }
    }
  }

  /** Wall time of one attempt at a run. */
  public Optional<Duration> run() {
    return Optional.ofNullable(mostOfRun);
  }

  /** Wall time of the sweep. */
  public Optional<Duration> sweep() {
    return Optional.ofNullable(mostOfSweep);
  }
}
