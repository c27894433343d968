package org.throughtime.sweep.config;

import com.typesafe.config.ConfigValue;
import java.util.Optional;
import org.throughtime.sweep.plan.Metric;

/** Reads the name of a metric, or {@code none}. */
final class MetricReader {
  private static final String NONE = "none";

  private MetricReader() {}

  /**
   * @param path of the object that it stands in
   * @return empty for none
   * @throws ConfigurationException where there is no such metric
   */
  static Optional<Metric> read(String path, ConfigValue value) {
    Values.requireSingle(path + ".metric", value);
    String text = Values.text(value);
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    if (!Metric.NAMES.contains(text)) {
      throw new ConfigurationException(
          Where.of(value)
              + ": "
              + path
              + ".metric = "
              + text
              + ": must be one of "
              + String.join(", ", Metric.NAMES));
    }
    return Optional.of(Metric.of(text));
  }
}
