package org.throughtime.sweep.strategy;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * The median rule (D. Golovin et al., Google Vizier, 2017, section 3.2.2), at rungs. A run ends
 * there if its best metric so far is worse than the median of the means so far of the other runs.
 * Vizier decides whenever a run reports, and compares it with the runs that have reached the same
 * point. Here all runs train to the rung first, so that the same runs end in whatever order they
 * were computed.
 *
 * <p>A run that diverged or failed does not continue, and does not count among the others. A run
 * without others to compare with continues.
 *
 * @param rungs iterations, ascending
 * @param metric by which they are compared
 */
public record MedianRule(List<Integer> rungs, Metric<?, Double> metric) implements Pruner {
  /** The block {@code search.median} of a sweep file. */
  public static final class Kind implements PrunerKind {
    @Override
    public String key() {
      return "median";
    }

    @Override
    public Optional<Pruner> read(ConfigBlock block, Collection<RunSpec> runs) {
      block.require(List.of("rungs", "metric"));
      return Rungs.read(block, runs)
          .map(rungs -> new MedianRule(rungs.iterations(), rungs.metric()));
    }
  }

  /** Throws IllegalArgumentException where rungs do not rise. */
  public MedianRule {
    rungs = Rungs.rising(rungs);
  }

  @Override
  public String describe(int runs) {
    return rungs.stream()
        .map(Object::toString)
        .collect(joining(", ", "median rule by " + metric.name() + " at ", " iterations"));
  }

  @Override
  public <R> List<R> goOn(List<R> runs, Function<R, RungMetric> metric) {
    return runs.stream()
        .filter(
            run ->
                !isHopeless(
                    metric.apply(run),
                    runs.stream()
                        .filter(other -> !other.equals(run))
                        .mapToDouble(other -> metric.apply(other).mean())
                        .filter(mean -> !Double.isNaN(mean))
                        .toArray()))
        .toList();
  }

  private boolean isHopeless(RungMetric run, double[] others) {
    return Double.isNaN(run.best())
        || (others.length > 0 && isWorse(run.best(), new Median().evaluate(others)));
  }

  private boolean isWorse(double value, double than) {
    return Preference.bestFirst(metric).compare(value, than) > 0;
  }
}
