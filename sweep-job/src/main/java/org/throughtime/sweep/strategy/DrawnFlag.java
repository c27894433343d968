package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Keys;
import org.throughtime.sweep.config.value.RunDraft;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;

/**
 * A flag whose value is drawn: {@code { log-uniform = [.001, .1], when { clipstyle = rescale } }}.
 *
 * @param flag its name
 * @param distribution of its values
 * @param conditions for other flags the values with which it is drawn at all
 * @param origin where it was written
 */
record DrawnFlag(
    String flag,
    Distribution distribution,
    Map<String, List<String>> conditions,
    ConfigOrigin origin) {
  private static final List<String> KINDS = List.of("uniform", "log-uniform", "choice");
  private static final String WHEN = "when";

  /**
   * Reads it.
   *
   * @param path of the flag, for messages
   * @param type of its values: the default's
   * @throws ConfigurationException where it is no distribution, or none of such values
   */
  static DrawnFlag read(String path, String flag, ConfigObject object, Class<?> type) {
    Keys.require(path, object, List.of("uniform", "log-uniform", "choice", WHEN));
    List<String> kinds = KINDS.stream().filter(object::containsKey).toList();
    if (kinds.size() != 1) {
      throw new ConfigurationException(
          Where.of(object) + ": " + path + ": must have one of " + String.join(", ", KINDS));
    }
    String kind = kinds.get(0);
    if (!(object.get(kind) instanceof ConfigList list) || list.isEmpty()) {
      throw new ConfigurationException(
          Where.of(object.get(kind)) + ": " + path + "." + kind + ": must be a list of values");
    }
    list.forEach(value -> Values.requireSingle(path + "." + kind, value));
    Distribution distribution =
        kind.equals("choice")
            ? new Distribution.Choice(list.stream().map(Values::text).toList())
            : between(path + "." + kind, list, type, kind.equals("log-uniform"));
    return new DrawnFlag(flag, distribution, conditions(path, flag, object), object.origin());
  }

  private static Distribution between(
      String path, ConfigList ends, Class<?> type, boolean logarithmic) {
    String where = Where.of(ends) + ": " + path;
    boolean whole = type == Integer.class || type == Long.class;
    if (!whole && type != Double.class) {
      throw new ConfigurationException(where + ": its values are no numbers; must be a choice");
    }
    if (ends.size() != 2) {
      throw new ConfigurationException(where + ": must be two numbers, the least and the most");
    }
    double least = Values.real(path, ends.get(0));
    double most = Values.real(path, ends.get(1));
    if (least >= most) {
      throw new ConfigurationException(where + ": the first number must be below the second");
    }
    if (logarithmic && least <= 0) {
      throw new ConfigurationException(where + ": numbers must be above 0 to have logarithms");
    }
    if (!whole) {
      return logarithmic
          ? new Distribution.LogUniform(least, most)
          : new Distribution.Uniform(least, most);
    }
    if (least != Math.rint(least) || most != Math.rint(most) || most > Integer.MAX_VALUE * 4.0) {
      throw new ConfigurationException(where + ": must be whole numbers, as the flag's values are");
    }
    return logarithmic
        ? new Distribution.WholeLogUniform((long) least, (long) most)
        : new Distribution.WholeUniform((long) least, (long) most);
  }

  private static Map<String, List<String>> conditions(
      String path, String flag, ConfigObject object) {
    ConfigValue when = object.get(WHEN);
    if (when == null) {
      return Map.of();
    }
    if (!(when instanceof ConfigObject conditions) || conditions.isEmpty()) {
      throw new ConfigurationException(
          Where.of(when) + ": " + path + ".when: must be flags and values: when { FLAG = VALUE }");
    }
    Map<String, List<String>> read = new LinkedHashMap<>();
    conditions.forEach(
        (key, value) -> {
          RunDraft.requireFlag(key, value);
          if (key.equals(flag) || key.equals("name")) {
            throw new ConfigurationException(
                Where.of(value) + ": " + path + ".when." + key + ": must be another flag");
          }
          List<ConfigValue> values =
              value instanceof ConfigList list ? new ArrayList<>(list) : List.of(value);
          values.forEach(v -> Values.requireSingle(path + ".when." + key, v));
          read.put(key, values.stream().map(Values::text).toList());
        });
    return read;
  }

  /**
   * Whether it is drawn.
   *
   * @param value text of another flag's value
   */
  boolean applies(Function<String, String> value) {
    return conditions.entrySet().stream()
        .allMatch(
            condition ->
                condition.getValue().stream()
                    .anyMatch(text -> Distribution.same(text, value.apply(condition.getKey()))));
  }

  /** Whether it is not drawn in every setting. */
  boolean isConditional() {
    return !conditions.isEmpty();
  }
}
