package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Estimates the remaining time of a sweep from the speed of its runs so far.
 *
 * <p>It simulates the rest. Running runs continue at their recent speed, which leaves out the start
 * of the JVM. A waiting run takes the next free core, and trains as fast as runs of its kind, in
 * proportion to the cost of its iterations. If runs of a kind end before their maxiters, the others
 * are expected to do so as often.
 */
final class RemainingTime {
  /** So many runs that ended last speak for those to come, at least: they ran in a warm JVM. */
  private static final int LAST = 9;

  /** Of very many that ended, this share: one of a hundredth of a second says little. */
  private static final int SHARE = 4;

  /** In less, the rate of a run is that of a checkpoint or two. */
  private static final double LEAST_SECONDS = 2;

  /**
   * What there is to do of a run.
   *
   * @param kind runs of the same kind take times in proportion to their costs
   * @param cost of one iteration, in any unit
   * @param from iterations that were done before
   * @param maxiters how many there will be at most
   */
  record Work(String kind, double cost, int from, int maxiters) {}

  /**
   * A run under way, or one that ended.
   *
   * @param iterations done
   * @param rate iterations per second lately; 0 where that is not known
   * @param seconds of wall time that it took, so far or to its end
   * @param overhead seconds of these in which it did not train; 0 while it is under way
   * @param early whether it ended before its maxiters, by itself
   */
  record Begun(
      Work work, int iterations, double rate, double seconds, double overhead, boolean early) {
    /** Whether its rate says how fast it is. */
    boolean isTimed() {
      return rate > 0 && seconds >= LEAST_SECONDS;
    }
  }

  private final List<Begun> ended;
  private final List<Begun> running;
  private final double idle;
  private final Optional<WarmingPlaces.Forecast> forecast;
  private final Map<String, Double> secondsPerCost = new HashMap<>();
  private final Map<String, Double> chances = new HashMap<>();

  /**
   * @param ended in order of their end
   * @param running those that train
   * @param idle seconds for which a place is idle before each run; see {@link IdleTime}
   * @param forecast of all that a run takes besides training, where there are enough runs for one
   */
  RemainingTime(
      List<Begun> ended,
      List<Begun> running,
      double idle,
      Optional<WarmingPlaces.Forecast> forecast) {
    this.forecast = forecast;
    this.ended = List.copyOf(ended);
    this.running = List.copyOf(running);
    this.idle = idle;
  }

  private int last() {
    return Math.max(LAST, ended.size() / SHARE);
  }

  /**
   * Seconds until the last run has ended.
   *
   * @param waiting runs in the order in which they will start
   * @param places how many can run at once
   * @return empty where nothing tells how fast anything is
   */
  OptionalDouble seconds(List<Work> waiting, int places) {
    PriorityQueue<Double> free = new PriorityQueue<>();
    for (Begun run : running) {
      double iterations = expected(run.work(), run.iterations());
      double rate = run.isTimed() || rate(run.work()) <= 0 ? run.rate() : rate(run.work());
      if (rate <= 0) {
        return OptionalDouble.empty();
      }
      free.add(iterations / rate);
    }
    double overhead = idle + overhead();
    for (int place = running.size(); place < Math.max(1, places); place++) {
      free.add(0.0);
    }
    int next = 0;
    for (Work work : waiting) {
      double rate = rate(work);
      if (rate <= 0) {
        return OptionalDouble.empty();
      }
      double besides = forecast.isPresent() ? forecast.get().of(next) : overhead;
      free.add(free.remove() + besides + expected(work, work.from()) / rate);
      next++;
    }
    return OptionalDouble.of(free.stream().mapToDouble(Double::doubleValue).max().orElse(0));
  }

  /** Of a run that nobody has seen, from what runs of its kind do, or all where it is the first. */
  private double rate(Work work) {
    double seconds = secondsPerCost.computeIfAbsent(work.kind(), this::secondsPerCost);
    return seconds > 0 ? 1 / (seconds * work.cost()) : 0;
  }

  private double secondsPerCost(String kind) {
    Predicate<Begun> alike = run -> run.work().kind().equals(kind);
    return Stream.of(timed(alike, false), timed(alike, true), timed(r -> true, false), running)
        .filter(runs -> runs.stream().anyMatch(run -> run.rate() > 0))
        .findFirst()
        .orElse(List.of())
        .stream()
        .filter(run -> run.rate() > 0)
        .mapToDouble(run -> 1 / (run.rate() * run.work().cost()))
        .average()
        .orElse(0);
  }

  /** The running runs, the young ones too or not, and the last that ended. */
  private List<Begun> timed(Predicate<Begun> which, boolean young) {
    List<Begun> runs =
        new ArrayList<>(running.stream().filter(which.and(r -> young || r.isTimed())).toList());
    int most = runs.size() + last();
    for (int i = ended.size() - 1; i >= 0 && runs.size() < most; i--) {
      if (which.test(ended.get(i)) && ended.get(i).rate() > 0) {
        runs.add(ended.get(i));
      }
    }
    return runs;
  }

  /** What a run takes besides its iterations; of few runs the median, as the first are slow. */
  private double overhead() {
    double[] seconds =
        ended.subList(Math.max(0, ended.size() - last()), ended.size()).stream()
            .filter(run -> run.rate() > 0)
            .mapToDouble(Begun::overhead)
            .sorted()
            .toArray();
    if (seconds.length == 0) {
      return 0;
    }
    double median = seconds[seconds.length / 2];
    return last() > LAST ? Arrays.stream(seconds).average().orElse(median) : median;
  }

  /**
   * Iterations still to come behind some: with the same chance h of an early end in every part of a
   * run, (1 - exp(-h (1 - s))) / h of the whole is left to one that has the share s behind it. Runs
   * that have not ended count in h for as far as they came.
   */
  private double expected(Work work, int iterations) {
    double left = 1 - (double) iterations / Math.max(1, work.maxiters());
    double chance = chances.computeIfAbsent(work.kind(), this::chance);
    double share = chance == 0 ? left : -Math.expm1(-chance * left) / chance;
    return Math.max(0, share) * work.maxiters();
  }

  private double chance(String kind) {
    double shares = 0;
    int early = 0;
    for (List<Begun> runs : List.of(ended, running)) {
      for (Begun run : runs) {
        if (run.work().kind().equals(kind)) {
          shares += (double) (run.iterations() - run.work().from()) / run.work().maxiters();
          early += run.early() ? 1 : 0;
        }
      }
    }
    return shares > 0 ? early / shares : 0;
  }
}
