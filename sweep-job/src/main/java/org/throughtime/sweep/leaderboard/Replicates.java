package org.throughtime.sweep.leaderboard;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/**
 * The runs of one setting, which differ in their seed alone. A run counts as a trial once it is
 * solved, finished or diverged: one that waits, runs or was stopped may be solved yet, and one that
 * failed says nothing of its setting.
 *
 * @param setting what they have in common
 * @param runs at least one
 */
public record Replicates(Setting setting, List<RunState> runs) {
  private static final double CONFIDENCE = .95;

  public Replicates {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a setting has at least one run");
    }
    runs = List.copyOf(runs);
  }

  /** How many runs have come to an end of their own. */
  public int ended() {
    return (int) runs.stream().filter(run -> run.status().isDone()).count();
  }

  /** How many of them are solved. */
  public int solved() {
    return (int) runs.stream().filter(Replicates::isSolved).count();
  }

  private static boolean isSolved(RunState run) {
    return run.status() == Status.SOLVED;
  }

  /** Share of solved among ended runs, in [0, 1]; empty where none has ended. */
  public OptionalDouble successRate() {
    return ended() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) solved() / ended());
  }

  /**
   * Wilson's score interval of the success rate, at 95 % (E. B. Wilson, Probable inference, the law
   * of succession, and statistical inference, 1927): it says something for 5 of 5 too.
   *
   * @throws IllegalStateException where no run has ended
   */
  public ConfidenceInterval interval() {
    if (ended() == 0) {
      throw new IllegalStateException("no run has ended");
    }
    ConfidenceInterval wilson = IntervalUtils.getWilsonScoreInterval(ended(), solved(), CONFIDENCE);
    // Rounding takes the bounds of 0 of n and of n of n a little out of [0, 1].
    return new ConfidenceInterval(
        Math.abs(Math.max(0, wilson.getLowerBound())),
        Math.min(1, wilson.getUpperBound()),
        CONFIDENCE);
  }

  /** Iterations that each solved run took, ascending. */
  public List<Integer> iterationsToSuccess() {
    return runs.stream()
        .filter(Replicates::isSolved)
        .filter(run -> run.steps().isPresent())
        .map(run -> run.steps().getAsInt() + 1)
        .sorted()
        .toList();
  }

  /** Their median; empty where no run is solved. */
  public OptionalDouble medianIterations() {
    return median(iterationsToSuccess().stream().mapToDouble(Integer::doubleValue).toArray());
  }

  /** Lowest valid error of all checkpoints of all runs, percent; empty before the first one. */
  public OptionalDouble bestError() {
    return metrics(LatestMetrics::bestValidError).min();
  }

  /** Median over the runs of their last valid error, percent; empty before the first checkpoint. */
  public OptionalDouble lastError() {
    return median(metrics(LatestMetrics::validError).toArray());
  }

  private java.util.stream.DoubleStream metrics(ToDoubleFunction<LatestMetrics> metric) {
    return runs.stream().flatMap(run -> run.metrics().stream()).mapToDouble(metric);
  }

  private static OptionalDouble median(double[] values) {
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Median().evaluate(values));
  }

  /**
   * The run to repeat: the fastest of the solved ones, else the one with the lowest valid error,
   * else the first.
   */
  public RunSpec example() {
    Comparator<RunState> solvedFirst = Comparator.comparing(run -> !isSolved(run));
    return runs.stream()
        .min(
            solvedFirst
                .thenComparingInt(run -> isSolved(run) ? steps(run.steps()) : 0)
                .thenComparingDouble(
                    run -> run.metrics().map(LatestMetrics::bestValidError).orElse(100.0)))
        .orElseThrow()
        .spec();
  }

  private static int steps(OptionalInt steps) {
    return steps.orElse(Integer.MAX_VALUE);
  }
}
