package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigValue;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;

/** Reads the name of a metric, or {@code none}. */
public final class MetricReader {
  /** What there is to choose from, for messages. */
  public static final String CHOICES =
      CheckpointMetrics.COMPARED.stream().map(Metric::name).collect(Collectors.joining(", "));

  private static final String NONE = "none";

  private MetricReader() {}

  /**
   * @param path of the object that it stands in
   * @return empty for none
   * @throws ConfigurationException where there is no such metric
   */
  public static Optional<Metric<?, Double>> read(String path, ConfigValue value) {
    Values.requireSingle(path + ".metric", value);
    String text = Values.text(value);
    if (text.equals(NONE)) {
      return Optional.empty();
    }
    Optional<Metric<?, Double>> metric =
        CheckpointMetrics.COMPARED.stream()
            .<Metric<?, Double>>map(compared -> compared)
            .filter(compared -> compared.name().equals(text))
            .findAny();
    if (metric.isEmpty()) {
      throw new ConfigurationException(
          Where.of(value) + ": " + path + ".metric = " + text + ": must be one of " + CHOICES);
    }
    return metric;
  }
}
