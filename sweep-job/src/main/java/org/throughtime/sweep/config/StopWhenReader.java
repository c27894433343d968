package org.throughtime.sweep.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.metric.Metric;
import org.throughtime.sweep.plan.StopWhen;

/** Reads {@code stop-when { metric = valid_error, below = .0001, runs = 3 }}. */
final class StopWhenReader {
  private static final String PATH = "stop-when";
  private static final List<String> KEYS = List.of("metric", "below", "runs");

  private StopWhenReader() {}

  /**
   * @param runs how many the sweep has
   * @throws ConfigurationException where a key is unknown, or a value is none that could come true
   */
  static Optional<StopWhen> read(ConfigObject object, int runs) {
    Keys.require(PATH, object, KEYS);
    Optional<Metric<?, Double>> metric = MetricReader.read(PATH, object.get("metric"));
    if (metric.isEmpty()) {
      object.values().stream()
          .filter(value -> !Defaults.wrote(value))
          .filter(value -> value != object.get("metric"))
          .findFirst()
          .ifPresent(StopWhenReader::refuseWithoutMetric);
      return Optional.empty();
    }
    double below = Values.real(PATH + ".below", object.get("below"));
    int enough = Values.whole(PATH + ".runs", object.get("runs"), 1, runs);
    return Optional.of(new StopWhen(metric.get(), below, enough));
  }

  private static void refuseWithoutMetric(ConfigValue value) {
    throw new ConfigurationException(
        Where.of(value) + ": stop-when has no metric: must be one of " + MetricReader.CHOICES);
  }
}
