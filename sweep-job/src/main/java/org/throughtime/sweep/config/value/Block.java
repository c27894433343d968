package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.metric.Metric;

/**
 * An object of a sweep file, whose values are read with messages that say where they stand.
 *
 * @param path of the object in the file: {@code search.halving}
 * @param object its values by key
 */
public record Block(String path, ConfigObject object) {
  /**
   * A value of the file that has to be an object.
   *
   * @throws ConfigurationException where it is something else
   */
  public static Block of(String path, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return new Block(path, object);
    }
    throw new ConfigurationException(
        Where.of(value) + ": " + path + " must be an object: " + path + " { ... }");
  }

  /** The same over the values that {@code reference.conf} has at this path. */
  public Block overReference() {
    // A substitution or an include may have hidden them.
    ConfigObject all = Defaults.reference().getObject(path);
    for (Map.Entry<String, ConfigValue> entry : object.entrySet()) {
      all = all.withValue(entry.getKey(), entry.getValue());
    }
    return new Block(path, all);
  }

  /**
   * The object below a key; the one of {@code reference.conf} where the file has none.
   *
   * @throws ConfigurationException where it is something else
   */
  public Block below(String key) {
    String below = path + "." + key;
    ConfigValue written = object.get(key);
    return written == null
        ? new Block(below, Defaults.reference().getObject(below))
        : of(below, written).overReference();
  }

  /** The value of a key, null where the block has none. */
  public ConfigValue get(String key) {
    return object.get(key);
  }

  /** Where the block was written. */
  public String where() {
    return Where.of(object);
  }

  /** Where the value of a key was written. */
  public String where(String key) {
    return Where.of(object.get(key));
  }

  /** The same without some keys. */
  public Block without(String... keys) {
    ConfigObject rest = object;
    for (String key : keys) {
      rest = rest.withoutKey(key);
    }
    return new Block(path, rest);
  }

  /**
   * Refuses keys that a block of this kind does not have.
   *
   * @throws ConfigurationException for another key
   */
  public void require(List<String> known) {
    Keys.require(path, object, known);
  }

  /**
   * A whole number.
   *
   * @throws ConfigurationException where it is none, or out of range
   */
  public int whole(String key, int least, int most) {
    return Values.whole(path + "." + key, object.get(key), least, most);
  }

  /**
   * A finite number.
   *
   * @throws ConfigurationException where it is none
   */
  public double real(String key) {
    return Values.real(path + "." + key, object.get(key));
  }

  /**
   * The value of {@code metric}; empty for {@code none}.
   *
   * @throws ConfigurationException where there is no such metric
   */
  public Optional<Metric<?, Double>> metric() {
    return MetricReader.read(path, object.get("metric"));
  }

  /**
   * The value of {@code metric}.
   *
   * @throws ConfigurationException where there is no such metric, or it is {@code none}
   */
  public Metric<?, Double> requireMetric() {
    return metric()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    where("metric")
                        + ": "
                        + path
                        + ".metric = none: must be one of "
                        + MetricReader.CHOICES));
  }
}
