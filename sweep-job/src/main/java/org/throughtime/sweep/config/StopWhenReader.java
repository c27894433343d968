package org.throughtime.sweep.config;

import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.metric.Metric;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.MetricReader;
import org.throughtime.sweep.config.value.Where;
import org.throughtime.sweep.plan.StopWhen;

/** Reads {@code stop-when { metric = valid_error, below = .0001, runs = 3 }}. */
final class StopWhenReader {
  private static final List<String> KEYS = List.of("metric", "below", "runs");

  private StopWhenReader() {}

  /**
   * @param runs how many the sweep has
   * @throws ConfigurationException where a key is unknown, or a value is none that could come true
   */
  static Optional<StopWhen> read(Block block, int runs) {
    block.require(KEYS);
    Optional<Metric<?, Double>> metric = block.metric();
    if (metric.isEmpty()) {
      block.object().values().stream()
          .filter(value -> !Defaults.wrote(value))
          .filter(value -> value != block.get("metric"))
          .findFirst()
          .ifPresent(StopWhenReader::refuseWithoutMetric);
      return Optional.empty();
    }
    return Optional.of(
        new StopWhen(metric.get(), block.real("below"), block.whole("runs", 1, runs)));
  }

  private static void refuseWithoutMetric(ConfigValue value) {
    throw new ConfigurationException(
        Where.of(value) + ": stop-when has no metric: must be one of " + MetricReader.CHOICES);
  }
}
