package org.throughtime.sweep.strategy;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * A bound at rungs: a run ends there whose metric at the last checkpoint before the rung is not
 * below it. So does a run that diverged or failed, and one whose metric is NaN. Runs are not
 * compared with each other.
 *
 * @param rungs iterations, ascending
 * @param metric that has to be below the bound
 * @param above the bound: a run ends that is there or above it
 */
public record Threshold(List<Integer> rungs, Metric<?, Double> metric, double above)
    implements Pruner {
  /** The block {@code search.threshold} of a sweep file. */
  public static final class Kind implements PrunerKind {
    @Override
    public String key() {
      return "threshold";
    }

    @Override
    public Optional<Pruner> read(ConfigBlock block, Collection<RunSpec> runs) {
      block.require(List.of("rungs", "metric", "above"));
      double above = block.real("above");
      return Rungs.read(block, runs)
          .map(rungs -> new Threshold(rungs.iterations(), rungs.metric(), above));
    }
  }

  /** Throws IllegalArgumentException where rungs do not rise, or the bound is not finite. */
  public Threshold {
    rungs = Rungs.rising(rungs);
    if (!Double.isFinite(above)) {
      throw new IllegalArgumentException("the bound must be finite, got " + above);
    }
  }

  @Override
  public String describe(int runs) {
    return rungs.stream()
        .map(Object::toString)
        .collect(joining(", ", metric.name() + " below " + above + " at ", " iterations"));
  }

  @Override
  public <R> List<R> goOn(List<R> runs, Function<R, RungMetric> metric) {
    // NaN is not below anything.
    return runs.stream().filter(run -> metric.apply(run).last() < above).toList();
  }
}
