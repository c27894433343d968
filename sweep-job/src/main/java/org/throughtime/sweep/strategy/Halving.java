package org.throughtime.sweep.strategy;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * Successive halving (K. Jamieson and A. Talwalkar, Non-stochastic best arm identification and
 * hyperparameter optimization, 2016): all runs go to the first rung, the best of them to the next,
 * and those of the last rung to their end. A run that diverged or failed is worse than any other.
 *
 * @param rungs iterations, ascending
 * @param eta one of so many goes on from a rung, rounded up
 * @param metric by which they are compared: that of the last checkpoint before the rung
 */
public record Halving(List<Integer> rungs, int eta, Metric<?, Double> metric) implements Pruner {
  /** The block {@code search.halving} of a sweep file. */
  public static final class Kind implements PrunerKind {
    @Override
    public String key() {
      return "halving";
    }

    @Override
    public Optional<Pruner> read(ConfigBlock block, Collection<RunSpec> runs) {
      block.require(List.of("rungs", "eta", "metric"));
      int eta = block.whole("eta", 2, Integer.MAX_VALUE);
      return Rungs.read(block, runs)
          .map(rungs -> new Halving(rungs.iterations(), eta, rungs.metric()));
    }
  }

  /** Throws IllegalArgumentException where rungs do not rise, or nobody would be left behind. */
  public Halving {
    rungs = Rungs.rising(rungs);
    if (eta < 2) {
      throw new IllegalArgumentException("eta is at least 2");
    }
  }

  @Override
  public String describe(int runs) {
    StringBuilder text = new StringBuilder("halving by ").append(metric.name());
    int left = runs;
    for (int rung : rungs) {
      text.append(", " + left + " to " + rung + " iterations");
      left = survivors(left);
    }
    return text + ", " + left + " to the end";
  }

  @Override
  public <R> List<R> goOn(List<R> runs, Function<R, RungMetric> metric) {
    return survivors(runs, run -> metric.apply(run).last());
  }

  /** How many of so many go on from a rung: one at least. */
  public int survivors(int of) {
    return (of + eta - 1) / eta;
  }

  /**
   * Who goes on from a rung: the same whoever was there first.
   *
   * @param runs in the order that decides among equals
   * @param metric of each run; a value that is not finite is worse than any other
   * @return in the same order
   */
  public <R> List<R> survivors(List<R> runs, ToDoubleFunction<R> metric) {
    List<R> best =
        runs.stream()
            // The sort is stable.
            .sorted(Comparator.comparing(metric::applyAsDouble, Preference.bestFirst(this.metric)))
            .limit(survivors(runs.size()))
            .toList();
    return runs.stream().filter(best::contains).toList();
  }
}
