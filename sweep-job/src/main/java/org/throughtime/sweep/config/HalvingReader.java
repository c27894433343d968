package org.throughtime.sweep.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Halving;
import org.throughtime.sweep.plan.Metric;

/** Reads {@code search.halving { rungs = [2000, 6000], eta = 3, metric = valid_nll }}. */
final class HalvingReader {
  private static final String PATH = "search.halving";
  private static final List<String> KEYS = List.of("rungs", "eta", "metric");
  private static final int MOST = Integer.MAX_VALUE;

  private HalvingReader() {}

  /**
   * @param runs of the sweep, all of which begin
   * @return empty where there are no rungs
   * @throws ConfigurationException where a key is unknown, or a rung is no place to stop at
   */
  static Optional<Halving> read(ConfigObject object, Collection<RunSpec> runs) {
    Keys.require(PATH, object, KEYS);
    Optional<Metric> metric = MetricReader.read(PATH, object.get("metric"));
    int eta = Values.whole(PATH + ".eta", object.get("eta"), 2, MOST);
    if (!(object.get("rungs") instanceof ConfigList list)) {
      throw new ConfigurationException(
          Where.of(object.get("rungs")) + ": " + PATH + ".rungs: must be a list of iterations");
    }
    if (list.isEmpty()) {
      return Optional.empty();
    }
    if (metric.isEmpty()) {
      throw new ConfigurationException(
          Where.of(object.get("metric"))
              + ": "
              + PATH
              + ".metric = none: must be one of "
              + String.join(", ", Metric.NAMES));
    }
    List<Integer> rungs = new ArrayList<>();
    for (ConfigValue value : list) {
      int least = rungs.isEmpty() ? 1 : rungs.get(rungs.size() - 1) + 1;
      int rung = Values.whole(PATH + ".rungs", value, least, MOST);
      runs.forEach(run -> requireWithin(value, rung, run));
      rungs.add(rung);
    }
    return Optional.of(new Halving(rungs, eta, metric.get()));
  }

  private static void requireWithin(ConfigValue value, int rung, RunSpec run) {
    int checkFreq = run.validation().checkFreq();
    int maxiters = run.optimizer().maxiters();
    if (rung <= checkFreq || rung >= maxiters) {
      throw new ConfigurationException(
          Where.of(value)
              + ": "
              + PATH
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
