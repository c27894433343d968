package org.throughtime.sweep.strategy;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * A bound at rungs: a run ends there if its metric, at the last checkpoint before the rung, does
 * not meet the bound as {@link Preference} says. So does a run that diverged or failed, and one
 * whose metric is NaN. Runs are not compared with each other.
 *
 * @param rungs iterations, ascending
 * @param metric that has to meet the bound
 * @param bound finite
 */
public record Threshold(List<Integer> rungs, Metric<?, Double> metric, double bound)
    implements Pruner {
  /** The block {@code search.threshold} of a sweep file. */
  public static final class Kind implements PrunerKind {
    @Override
    public String key() {
      return "threshold";
    }

    @Override
    public Optional<Pruner> read(ConfigBlock block, Collection<RunSpec> runs) {
      block.require(List.of("rungs", "metric", "above", "below"));
      Optional<Double> bound = block.metric().map(metric -> block.bound(metric, "above", "below"));
      return Rungs.read(block, runs)
          .map(rungs -> new Threshold(rungs.iterations(), rungs.metric(), bound.orElseThrow()));
    }
  }

  /** Throws IllegalArgumentException where rungs do not rise, or the bound is not finite. */
  public Threshold {
    rungs = Rungs.rising(rungs);
    if (!Double.isFinite(bound)) {
      throw new IllegalArgumentException("the bound must be finite, got " + bound);
    }
  }

  @Override
  public String describe(int runs) {
    return rungs.stream()
        .map(Object::toString)
        .collect(joining(", ", text() + " at ", " iterations"));
  }

  private String text() {
    return metric.name() + " " + Preference.bound(metric) + " " + bound;
  }

  @Override
  public <R> List<R> goOn(List<R> runs, Function<R, RungMetric> metric) {
    return runs.stream()
        .filter(run -> Preference.meets(this.metric, bound, metric.apply(run).last()))
        .toList();
  }
}
