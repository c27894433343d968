package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.Arrays;
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
  private static final double EXPECTED_CHANGE = .72;

  /** The standard deviation of its logarithm from one sweep to the next. */
  private static final double EXPECTED_CHANGE_DEVIATION = .05;

  /** A larger change comes of something else. */
  private static final double LARGEST_CHANGE = .6;

  /** Into so many parts of equally many runs a half is cut, to see how much they scatter. */
  private static final int PARTS = 8;

  private static final int LEAST_RUNS_OF_PART = 4;

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
   * Seconds without training for each of some runs.
   *
   * @param seconds the mean
   * @param error its standard error as a share of it, 0 where the mean is 0
   */
  private record Level(double seconds, double error) {
    /** Parts that get shorter at an even pace do not scatter: that is the change itself. */
    static Level of(double mean, double[] parts) {
      int n = parts.length;
      double middle = (n - 1) / 2.0;
      double average = Arrays.stream(parts).average().orElseThrow();
      double products = 0;
      double squares = 0;
      for (int i = 0; i < n; i++) {
        products += (i - middle) * parts[i];
        squares += (i - middle) * (i - middle);
      }
      double residuals = 0;
      for (int i = 0; i < n; i++) {
        double residual = parts[i] - average - products / squares * (i - middle);
        residuals += residual * residual;
      }
      double variance = residuals / (n - 2) / n;
      return new Level(mean, mean > 0 ? Math.sqrt(variance) / mean : 0);
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

  /** A run ended. Runs may be told of in another order than that in which they ended. */
  void ended(double at, double seconds, double trained) {
    int place = ends.size();
    while (place > 0 && ends.get(place - 1).at() > at) {
      place--;
    }
    ends.add(place, new End(at, seconds, Math.min(seconds, trained)));
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
    if (seconds(n / 4, n / 2) < LEAST_SECONDS || seconds(n / 2, n) < LEAST_SECONDS) {
      return Optional.empty();
    }
    Level before = level(n / 4, n / 2, places, running);
    Level level = level(n / 2, n, places, running);
    double idle = before.seconds() * (n / 2 - n / 4) + level.seconds() * (n - n / 2);
    double share = Math.min(1, idle / (places * seconds(n / 4, n)));
    return Optional.of(new Forecast(n, level.seconds(), change(before, level, share)));
  }

  /**
   * The change to expect: that which was seen, as far as it is certain, and else the usual one. A
   * JVM stands still for a moment now and then, to compile or to collect garbage, and what is seen
   * then says little. The usual change is that of runs that hardly train.
   *
   * @param idle the share of the time in which places did not train
   */
  private static double change(Level before, Level after, double idle) {
    if (before.seconds() <= 0 || after.seconds() <= 0) {
      return 1;
    }
    double seen = Math.max(Math.log(LARGEST_CHANGE), Math.log(after.seconds() / before.seconds()));
    double doubt = before.error() * before.error() + after.error() * after.error();
    double variance = EXPECTED_CHANGE_DEVIATION * EXPECTED_CHANGE_DEVIATION;
    double trust = variance / (variance + doubt);
    double usual = idle * Math.log(EXPECTED_CHANGE);
    return Math.min(1, Math.exp(trust * seen + (1 - trust) * usual));
  }

  private double seconds(int from, int to) {
    return ends.get(to - 1).at() - ends.get(from - 1).at();
  }

  /** Of the runs that ended behind the first {@code from}, up to the {@code to}-th. */
  private Level level(int from, int to, int places, List<Double> running) {
    int parts = Math.min(PARTS, (to - from) / LEAST_RUNS_OF_PART);
    double total = 0;
    double[] perRun = new double[parts];
    for (int i = 0; i < parts; i++) {
      int first = from + (to - from) * i / parts;
      int behind = from + (to - from) * (i + 1) / parts;
      double idle = idle(ends.get(first - 1).at(), ends.get(behind - 1).at(), places, running);
      perRun[i] = idle / (behind - first);
      total += idle;
    }
    return Level.of(total / (to - from), perRun);
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
