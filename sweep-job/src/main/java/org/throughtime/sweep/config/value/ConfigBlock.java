package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.HoldSpec;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;

/**
 * An object of a sweep file. It reads its values, and its messages name their positions.
 *
 * @param path of the object in the file: {@code search.halving}
 * @param object its values by key
 */
public record ConfigBlock(String path, ConfigObject object) {
  /** The metrics that runs can be compared by, for messages. */
  public static final String METRICS =
      CheckpointMetrics.COMPARED.stream().map(Metric::name).collect(Collectors.joining(", "));

  /**
   * A value of the file that has to be an object.
   *
   * @throws ConfigurationException where it is something else
   */
  public static ConfigBlock of(String path, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return new ConfigBlock(path, object);
    }
    throw new ConfigurationException(value, path + " must be an object: " + path + " { ... }");
  }

  /** The same over the values that {@code reference.conf} has at this path, if any. */
  public ConfigBlock overReference() {
    if (!Defaults.reference().hasPath(path)) {
      return this;
    }
    // A substitution or an include may have hidden them.
    ConfigObject all = Defaults.reference().getObject(path);
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      all = all.withValue(entry.getKey(), entry.getValue());
    }
    return new ConfigBlock(path, all);
  }

  /**
   * The object below a key; the one of {@code reference.conf} where the file has none.
   *
   * @return empty where neither has one
   * @throws ConfigurationException where it is something else
   */
  public Optional<ConfigBlock> below(String key) {
    String below = path + "." + key;
    ConfigValue written = object.get(key);
    if (written != null) {
      return Optional.of(of(below, written).overReference());
    }
    return Defaults.reference().hasPath(below)
        ? Optional.of(new ConfigBlock(below, Defaults.reference().getObject(below)))
        : Optional.empty();
  }

  /** The value of a key, null where the block has none. */
  public ConfigValue get(String key) {
    return object.get(key);
  }

  /**
   * What is wrong with the block as a whole.
   *
   * @param fault the rest of the message, behind the path
   */
  public ConfigurationException error(String fault) {
    return new ConfigurationException(object, path + fault);
  }

  /**
   * What is wrong with the value of a key.
   *
   * @param key that has one; else the message points at the block
   * @param fault the rest of the message, behind the key
   */
  public ConfigurationException error(String key, String fault) {
    return new ConfigurationException(object.getOrDefault(key, object), path + "." + key + fault);
  }

  /** The same without some keys. */
  public ConfigBlock without(String... keys) {
    ConfigObject rest = object;
    for (String key : keys) {
      rest = rest.withoutKey(key);
    }
    return new ConfigBlock(path, rest);
  }

  /**
   * Refuses keys that a block of this kind does not have.
   *
   * @throws ConfigurationException for another key
   */
  public void require(List<String> known) {
    NearestName.require(path + " has no key", object, known);
  }

  /**
   * A whole number.
   *
   * @throws ConfigurationException where it is missing, none, or out of range
   */
  public int whole(String key, int least, int most) {
    return Values.whole(path + "." + key, required(key), least, most);
  }

  /** A whole number, or another one where the block has none under this key. */
  public int whole(String key, int otherwise, int least, int most) {
    return get(key) == null ? otherwise : whole(key, least, most);
  }

  /**
   * A finite number.
   *
   * @throws ConfigurationException where it is missing, or none
   */
  public double real(String key) {
    return Values.real(path + "." + key, required(key));
  }

  private ConfigValue required(String key) {
    if (get(key) == null) {
      throw error(" has no " + key + ": must have one");
    }
    return get(key);
  }

  /**
   * The value of {@code metric}; empty for {@code none}, or where the block has no such key.
   *
   * @throws ConfigurationException where there is no such metric
   */
  public Optional<Metric<?, Double>> metric() {
    ConfigValue value = get("metric");
    String text = value == null ? "none" : Values.single(path + ".metric", value);
    if (text.equals("none")) {
      return Optional.empty();
    }
    for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
      if (metric.name().equals(text)) {
        return Optional.of(metric);
      }
    }
    throw noMetric();
  }

  /**
   * The value of {@code metric}.
   *
   * @throws ConfigurationException where there is no such metric, or it is missing or {@code none}
   */
  public Metric<?, Double> requireMetric() {
    return metric().orElseThrow(this::noMetric);
  }

  /**
   * The bound that a metric has to meet.
   *
   * @param lower the key of the bound where lower values of the metric are better
   * @param higher the key where higher values are
   * @throws ConfigurationException where the file has the other key, or the bound is missing or
   *     none
   */
  public double bound(Metric<?, Double> metric, String lower, String higher) {
    boolean highest = Preference.isHigherBetter(metric);
    String key = highest ? higher : lower;
    String other = highest ? lower : higher;
    if (get(other) != null && !Defaults.wrote(get(other))) {
      throw error(
          other,
          ": of %s, %s values are better; write %s = BOUND"
              .formatted(metric.name(), highest ? "higher" : "lower", key));
    }
    if (get(key) == null || Defaults.wrote(get(key)) && Values.text(get(key)).equals("none")) {
      throw error("metric", " = %s: also write %s = BOUND".formatted(metric.name(), key));
    }
    return real(key);
  }

  /**
   * Requires that every checkpoint of the runs has a metric.
   *
   * @throws ConfigurationException where one lacks it
   */
  public void requireMeasured(Metric<?, Double> metric, Collection<RunSpec> runs) {
    if (!metric.equals(CheckpointMetrics.HOLD)) {
      return;
    }
    for (RunSpec run : runs) {
      HoldSpec hold = run.validation().hold();
      int checkFreq = run.validation().checkFreq();
      if (!hold.isDueAtEach(checkFreq)) {
        String fault =
            hold.measures()
                ? "measures it every %s iterations, and has a checkpoint every %s; set holdFreq = 1"
                    .formatted(hold.every(), checkFreq)
                : "does not measure it; set holdLengths, as in holdLengths = \"50,100,1000\"";
        throw error("metric", " = %s: run %s %s".formatted(metric.name(), run.name(), fault));
      }
    }
  }

  private ConfigurationException noMetric() {
    return get("metric") == null
        ? error(" has no metric: must be one of " + METRICS)
        : Values.wrong(path + ".metric", get("metric"), "must be one of " + METRICS);
  }
}
