package org.throughtime.sweep.plugin;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.strategy.Pruner;
import org.throughtime.sweep.strategy.PrunerKind;
import org.throughtime.sweep.strategy.RungMetric;
import org.throughtime.sweep.strategy.Rungs;

/** A pruner that the program knows nothing of, with no block in its defaults. */
public record FirstFew(List<Integer> rungs, Metric<?, Double> metric, int many) implements Pruner {
  /** The block {@code search.first-few}. */
  public static final class Kind implements PrunerKind {
    @Override
    public String key() {
      return "first-few";
    }

    @Override
    public Optional<Pruner> read(ConfigBlock block, Collection<RunSpec> runs) {
      block.require(List.of("rungs", "metric", "many"));
      int many = block.whole("many", 1, 9);
      return Rungs.read(block, runs)
          .map(rungs -> new FirstFew(rungs.iterations(), rungs.metric(), many));
    }
  }

  @Override
  public <R> List<R> goOn(List<R> runs, Function<R, RungMetric> metric) {
    return runs.subList(0, Math.min(many, runs.size()));
  }

  @Override
  public String describe(int runs) {
    return "the first " + many + " of " + runs;
  }
}
