package org.throughtime.sweep.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.metric.Metric;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.strategy.Search;

/**
 * Reads the limits and goals of a sweep: {@code limits { run = 2h, sweep = 12h }} and {@code
 * stop-when { metric = valid_error, below = .0001, runs = 3 }}.
 */
final class EndReader {
  private static final String NONE = "none";

  private EndReader() {}

  /**
   * Reads {@code limits}.
   *
   * @throws ConfigurationException where a key is no limit, or a value no time above 0
   */
  static Limits limits(ConfigBlock block) {
    NearestName.require("there is no limit", block.object(), List.of("run", "sweep"));
    return new Limits(limit(block, "run"), limit(block, "sweep"));
  }

  private static Duration limit(ConfigBlock block, String key) {
    ConfigValue value = block.get(key);
    String path = block.path() + "." + key;
    String text = value == null ? NONE : Values.single(path, value);
    if (text.equals(NONE)) {
      return null;
    }
    try {
      // A bare number would be milliseconds to HOCON, which is nobody's guess.
      Duration limit = block.object().toConfig().getDuration(key);
      if (text.matches(".*[a-z]") && !limit.isZero() && !limit.isNegative()) {
        return limit;
      }
    } catch (ConfigException e) {
      // refused below
    }
    throw Values.wrong(
        path, value, "must be none, or a time above 0 with its unit: 90s, 30m, 2h, 1d");
  }

  /**
   * Reads {@code stop-when}.
   *
   * @param search whose runs are to meet the condition
   * @throws ConfigurationException where a key is unknown, or a value is none that could come true
   */
  static Optional<StopWhen> goal(ConfigBlock block, Search search) {
    block.require(List.of("metric", "below", "at-least", "runs"));
    Optional<Metric<?, Double>> metric = block.metric();
    if (metric.isPresent()) {
      block.requireMeasured(metric.get(), search.examples());
      return Optional.of(
          new StopWhen(
              metric.get(),
              block.bound(metric.get(), "below", "at-least"),
              block.whole("runs", 1, search.specifications())));
    }
    for (ConfigValue value : block.object().values()) {
      if (!Defaults.wrote(value) && value != block.get("metric")) {
        throw new ConfigurationException(
            value, block.path() + " has no metric: must be one of " + ConfigBlock.METRICS);
      }
    }
    return Optional.empty();
  }
}
