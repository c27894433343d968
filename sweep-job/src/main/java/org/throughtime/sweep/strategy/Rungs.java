package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Values;

/**
 * The keys {@code rungs} and {@code metric} of a pruner's block.
 *
 * @param iterations ascending
 * @param metric by which runs are compared
 */
public record Rungs(List<Integer> iterations, Metric<?, Double> metric) {
  /** Throws IllegalArgumentException where iterations do not rise from above 0. */
  public static List<Integer> rising(List<Integer> rungs) {
    boolean rising = !rungs.isEmpty() && rungs.get(0) > 0;
    for (int i = 1; i < rungs.size(); i++) {
      rising &= rungs.get(i) > rungs.get(i - 1);
    }
    if (!rising) {
      throw new IllegalArgumentException("rungs rise from above 0");
    }
    return List.copyOf(rungs);
  }

  /**
   * Reads them.
   *
   * @param runs every run that may come to a rung
   * @return empty where there are no rungs
   * @throws ConfigurationException where a rung is no place to stop at, or the metric is none
   */
  public static Optional<Rungs> read(ConfigBlock block, Collection<RunSpec> runs) {
    if (!(block.get("rungs") instanceof ConfigList list)) {
      throw block.error("rungs", ": must be a list of iterations");
    }
    List<Integer> rungs = new ArrayList<>();
    for (ConfigValue value : list) {
      int least = rungs.isEmpty() ? 1 : rungs.get(rungs.size() - 1) + 1;
      int rung = Values.whole(block.path() + ".rungs", value, least, Integer.MAX_VALUE);
      runs.forEach(run -> requireWithin(block.path(), value, rung, run));
      rungs.add(rung);
    }
    // Refused here, an unknown metric is so even where nothing uses it.
    Optional<Metric<?, Double>> metric = block.metric();
    if (!rungs.isEmpty()) {
      metric.ifPresent(each -> block.requireMeasured(each, runs));
    }
    return rungs.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rungs(rungs, metric.orElseGet(block::requireMetric)));
  }

  private static void requireWithin(String path, ConfigValue value, int rung, RunSpec run) {
    int checkFreq = run.validation().checkFreq();
    int maxiters = run.optimizer().maxiters();
    if (rung <= checkFreq || rung >= maxiters) {
      throw new ConfigurationException(
          value,
          "%s.rungs: %s: must be above checkFreq (%s) and below maxiters (%s) of run %s"
              .formatted(path, rung, checkFreq, maxiters, run.name()));
    }
  }
}
