package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The time in which a place does not train, for each run, where there are many short ones: it
 * commits, and Spark has to hear of an end and to send the next task. It shrinks while the JVMs of
 * driver and executors compile more of what they do, which takes as long as hundreds of tiny runs.
 */
final class WarmingPlaces {
  /** Fewer ends say nothing of a trend. */
  private static final int LEAST_RUNS = 64;

  /** Ends are seen a moment late, which counts for less in a longer time. */
  private static final double LEAST_SECONDS = .3;

  /**
   * The change that is expected each time that twice as many runs have ended, as a factor, before
   * any change was seen. Measured with tiny runs, with a local master and on a standalone cluster.
   */
  private static final double EXPECTED_CHANGE = .75;

  /** From so many ended runs on, the change that was seen counts for more than the expected one. */
  private static final double SEEN_COUNTS_FROM = 500;

  /** A larger change comes of something else. */
  private static final double LARGEST_CHANGE = .6;

  private final List<End> ends = new ArrayList<>();

  /**
   * A run that ended.
   *
   * @param at seconds, by any clock that does not jump
   * @param seconds that the run took
   * @param trained of these, the first ones
   */
  private record End(double at, double seconds, double trained) {
    double trainedWithin(double from, double to) {
      double begin = at - seconds;
      return Math.max(0, Math.min(begin + trained, to) - Math.max(begin, from));
    }
  }

  /**
   * What is expected.
   *
   * @param ended runs so far
   * @param level seconds without training for each of their later half
   * @param change of that per doubling, as a factor of at most 1
   */
  record Forecast(int ended, double level, double change) {
    /** Seconds without training of the next run but {@code k}. */
    double of(int k) {
      int doublings = 0;
      for (long runs = ended; runs <= ended + (long) k; runs *= 2) {
        doublings++;
      }
      return level * Math.pow(change, doublings);
    }
  }

  /** A run ended. */
  void ended(double at, double seconds, double trained) {
    ends.add(new End(at, seconds, Math.min(seconds, trained)));
  }

  /**
   * What the runs to come take besides training.
   *
   * @param places how many runs there can be at once
   * @param running when each of the running runs began, in seconds
   * @return empty where too few have ended
   */
  Optional<Forecast> forecast(int places, List<Double> running) {
    int n = ends.size();
    if (n < LEAST_RUNS) {
      return Optional.empty();
    }
    double quarter = ends.get(n / 4 - 1).at();
    double half = ends.get(n / 2 - 1).at();
    double last = ends.get(n - 1).at();
    if (half - quarter < LEAST_SECONDS || last - half < LEAST_SECONDS) {
      return Optional.empty();
    }
    double before = idle(quarter, half, places, running) / (n / 2 - n / 4);
    double level = idle(half, last, places, running) / (n - n / 2);
    double change = before > 0 ? Math.max(LARGEST_CHANGE, Math.min(1, level / before)) : 1;
    return Optional.of(new Forecast(n, level, expected(change, n)));
  }

  /**
   * The change to expect. Runs that got no faster, but for what so few runs show by chance, are
   * slow for another reason than a cold JVM, and are not expected to get faster.
   */
  private static double expected(double seen, int runs) {
    double noise = 1 / Math.sqrt(runs);
    double warms = Math.max(0, Math.min(1, (1 - seen - noise) / (1 - EXPECTED_CHANGE)));
    double share = warms * SEEN_COUNTS_FROM / (SEEN_COUNTS_FROM + runs);
    return Math.pow(Math.min(1, seen + noise / 2), 1 - share) * Math.pow(EXPECTED_CHANGE, share);
  }

  private double idle(double from, double to, int places, List<Double> running) {
    double trained = 0;
    for (End end : ends) {
      trained += end.trainedWithin(from, to);
    }
    for (double begun : running) {
      trained += Math.max(0, to - Math.max(begun, from));
    }
    return Math.max(0, places * (to - from) - trained);
  }
}
