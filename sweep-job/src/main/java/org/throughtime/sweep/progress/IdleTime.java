package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;

/**
 * The time that a place is idle between two runs, as runs that ended lately show it: Spark has to
 * hear of an end and to send the next task. It counts where runs take less than that.
 */
final class IdleTime {
  /** Fewer ends say nothing. */
  private static final int LEAST_RUNS = 9;

  /** Ends are seen a moment late, which counts for less in a longer time. */
  private static final double LEAST_SECONDS = .3;

  private final List<End> ends = new ArrayList<>();

  /**
   * A run's end.
   *
   * @param at seconds, by any clock that does not jump
   * @param seconds that the run took
   */
  private record End(double at, double seconds) {
    double after(double start) {
      return Math.min(seconds, at - start);
    }
  }

  /** A run ended. */
  void ended(double at, double seconds) {
    ends.add(new End(at, seconds));
  }

  /**
   * Idle seconds for each run, over the later half of those that ended. Before, a JVM is cold.
   *
   * @param now seconds, by the same clock
   * @param places how many runs there can be at once
   * @param running seconds for which each of the running runs has been at work
   * @return 0 where too little is known
   */
  double perRun(double now, int places, List<Double> running) {
    int runs = Math.max(LEAST_RUNS, ends.size() / 2);
    if (ends.size() <= runs) {
      return 0;
    }
    int first = ends.size() - runs;
    double start = ends.get(first - 1).at();
    if (now - start < LEAST_SECONDS) {
      return 0;
    }
    double busy = 0;
    for (double seconds : running) {
      busy += Math.min(seconds, now - start);
    }
    for (End end : ends.subList(first, ends.size())) {
      busy += end.after(start);
    }
    return Math.max(0, places * (now - start) - busy) / runs;
  }
}
