package org.throughtime.sweep.leaderboard;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.RunState;

/**
 * The runs of one setting, which differ only in their seed. A run counts as a trial if it is
 * solved, finished or diverged. It also counts, as unsolved, if a search left it behind; otherwise
 * the rate would be that of the survivors only. A run that waits, trains or was interrupted can
 * still be solved, and a failed run says nothing about its setting. Several names of one
 * specification count as one run.
 *
 * @param setting what they have in common
 * @param runs at least one
 * @param behind those of the sweep that a search has left behind
 */
public record Replicates(Setting setting, List<RunState> runs, LeftBehind behind) {
  private static final double CONFIDENCE = .95;

  private static final Comparator<RunState> FURTHEST_FIRST =
      Comparator.comparing((RunState run) -> !run.status().isDone())
          .thenComparing(run -> -run.steps().orElse(-1));

  public Replicates {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("a setting has at least one run");
    }
    runs = distinct(runs);
  }

  /**
   * The runs, each specification once: of several names of one, the name that has ended, else the
   * one that has come furthest.
   */
  private static List<RunState> distinct(List<RunState> runs) {
    Map<String, RunState> bySpecification = new LinkedHashMap<>();
    runs.forEach(
        run -> bySpecification.merge(run.spec().hash(), run, BinaryOperator.minBy(FURTHEST_FIRST)));
    return List.copyOf(bySpecification.values());
  }

  /** How many runs have ended, or were left behind. */
  public int ended() {
    return (int) runs.stream().filter(run -> run.status().isDone()).count() + leftBehind();
  }

  /** How many of them a search has left behind. */
  public int leftBehind() {
    return (int) runs.stream().filter(behind::contains).count();
  }

  /** How many of them are solved. */
  public int solved() {
    return (int) runs.stream().filter(RunState::isSolved).count();
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
    // Rounding takes the bounds of 0 of n and of n of n a little off 0 and 1.
    return new ConfidenceInterval(
        solved() == 0 ? 0 : wilson.getLowerBound(),
        solved() == ended() ? 1 : wilson.getUpperBound(),
        CONFIDENCE);
  }

  /** Lower bound of the interval, by which settings are ranked; empty where no run has ended. */
  public OptionalDouble lowerBound() {
    return ended() == 0 ? OptionalDouble.empty() : OptionalDouble.of(interval().getLowerBound());
  }

  /** Iterations that each solved run took, ascending. */
  public List<Integer> iterationsToSuccess() {
    return runs.stream()
        .filter(RunState::isSolved)
        .filter(run -> run.steps().isPresent())
        .map(RunState::iterations)
        .sorted()
        .toList();
  }

  /** Their median; empty where no run is solved. */
  public OptionalDouble medianIterations() {
    return median(iterationsToSuccess().stream().mapToDouble(Integer::doubleValue).toArray());
  }

  /**
   * Lowest valid error of the checkpoints of all runs, percent; empty where none counts. A run
   * whose last checkpoint does not count has none.
   */
  public OptionalDouble bestError() {
    return best(CheckpointMetrics.BEST_VALID_ERROR);
  }

  /** Best hold of the last checkpoints of all runs, steps; empty where none measured it. */
  public OptionalDouble bestHold() {
    return best(CheckpointMetrics.HOLD);
  }

  private OptionalDouble best(Metric<?, Double> metric) {
    return Preference.best(metric, metrics(metric));
  }

  /** Median over the runs of their last valid error, percent; empty where none counts. */
  public OptionalDouble lastError() {
    return median(metrics(CheckpointMetrics.VALID_ERROR).toArray());
  }

  private DoubleStream metrics(Metric<?, Double> metric) {
    return runs.stream().mapToDouble(run -> run.compared(metric)).filter(Double::isFinite);
  }

  private static OptionalDouble median(double[] values) {
    return values.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Median().evaluate(values));
  }

  /**
   * The run to repeat: the fastest of the solved ones, else the one with the best hold, then with
   * the lowest valid error, else the first.
   */
  public RunSpec example() {
    Comparator<RunState> solvedFirst = Comparator.comparing(run -> !run.isSolved());
    return runs.stream()
        .min(
            solvedFirst
                .thenComparingInt(run -> run.isSolved() ? steps(run.steps()) : 0)
                .thenComparing(by(CheckpointMetrics.HOLD))
                .thenComparing(by(CheckpointMetrics.BEST_VALID_ERROR)))
        .orElseThrow()
        .spec();
  }

  private static Comparator<RunState> by(Metric<?, Double> metric) {
    return Comparator.comparing(run -> run.compared(metric), Preference.bestFirst(metric));
  }

  private static int steps(OptionalInt steps) {
    return steps.orElse(Integer.MAX_VALUE);
  }
}
