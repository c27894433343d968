package org.throughtime.sweep.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Halving;
import org.throughtime.sweep.plan.MedianRule;
import org.throughtime.sweep.plan.Selection;

/**
 * Reads {@code search.halving { rungs = [2000, 6000], eta = 3, metric = valid_nll }} and {@code
 * search.median { rungs = [2000, 6000], metric = valid_nll }}, of which a sweep can have one.
 */
final class SelectionReader {
  private static final String HALVING = "search.halving";
  private static final String MEDIAN = "search.median";
  private static final int MOST = Integer.MAX_VALUE;

  private SelectionReader() {}

  /**
   * @param runs of the sweep, all of which begin
   * @return empty where neither has rungs
   * @throws ConfigurationException where a key is unknown, a rung is no place to stop at, or both
   *     have rungs
   */
  static Optional<Selection> read(
      ConfigObject halving, ConfigObject median, Collection<RunSpec> runs) {
    Keys.require(HALVING, halving, List.of("rungs", "eta", "metric"));
    Keys.require(MEDIAN, median, List.of("rungs", "metric"));
    int eta = Values.whole(HALVING + ".eta", halving.get("eta"), 2, MOST);
    List<Integer> halvingRungs = rungs(HALVING, halving, runs);
    Metric<?, Double> halvingMetric = metric(HALVING, halving);
    List<Integer> medianRungs = rungs(MEDIAN, median, runs);
    Metric<?, Double> medianMetric = metric(MEDIAN, median);
    if (medianRungs.isEmpty()) {
      return halvingRungs.isEmpty()
          ? Optional.empty()
          : Optional.of(new Halving(halvingRungs, eta, halvingMetric));
    }
    if (!halvingRungs.isEmpty()) {
      throw new ConfigurationException(
          Where.of(median.get("rungs"))
              + ": "
              + MEDIAN
              + ".rungs: must be [] where "
              + HALVING
              + " has rungs ("
              + Where.of(halving.get("rungs"))
              + ")");
    }
    return Optional.of(new MedianRule(medianRungs, medianMetric));
  }

  /** Where there are rungs there has to be a metric. */
  private static Metric<?, Double> metric(String path, ConfigObject object) {
    Optional<Metric<?, Double>> metric = MetricReader.read(path, object.get("metric"));
    if (metric.isEmpty() && !((ConfigList) object.get("rungs")).isEmpty()) {
      throw new ConfigurationException(
          Where.of(object.get("metric"))
              + ": "
              + path
              + ".metric = none: must be one of "
              + MetricReader.CHOICES);
    }
    return metric.orElse(null);
  }

  private static List<Integer> rungs(String path, ConfigObject object, Collection<RunSpec> runs) {
    if (!(object.get("rungs") instanceof ConfigList list)) {
      throw new ConfigurationException(
          Where.of(object.get("rungs")) + ": " + path + ".rungs: must be a list of iterations");
    }
    List<Integer> rungs = new ArrayList<>();
    for (ConfigValue value : list) {
      int least = rungs.isEmpty() ? 1 : rungs.get(rungs.size() - 1) + 1;
      int rung = Values.whole(path + ".rungs", value, least, MOST);
      runs.forEach(run -> requireWithin(path, value, rung, run));
      rungs.add(rung);
    }
    return rungs;
  }

  private static void requireWithin(String path, ConfigValue value, int rung, RunSpec run) {
    int checkFreq = run.validation().checkFreq();
    int maxiters = run.optimizer().maxiters();
    if (rung <= checkFreq || rung >= maxiters) {
      throw new ConfigurationException(
          Where.of(value)
              + ": "
              + path
              + ".rungs: "
              + rung
              + ": must be above checkFreq ("
              + checkFreq
              + ") and below maxiters ("
              + maxiters
              + ") of run "
              + run.name());
    }
  }
}
