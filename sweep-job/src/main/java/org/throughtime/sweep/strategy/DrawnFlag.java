package org.throughtime.sweep.strategy;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.RunDraft;
import org.throughtime.sweep.config.value.Values;

/**
 * A flag whose value is drawn: {@code { log-uniform = [.001, .1], when { clipstyle = rescale } }}.
 *
 * @param flag its name
 * @param distribution of its values
 * @param conditions for other flags the values with which it is drawn at all
 * @param origin where it was written
 */
public record DrawnFlag(
    String flag,
    Distribution distribution,
    Map<String, List<String>> conditions,
    ConfigOrigin origin) {
  private static final List<String> KINDS = List.of("uniform", "log-uniform", "choice");
  private static final String WHEN = "when";
  private static final List<String> KEYS = List.of("uniform", "log-uniform", "choice", WHEN);

  /**
   * Reads it.
   *
   * @param block of the flag
   * @throws ConfigurationException where it is no distribution, or none of such values
   */
  static DrawnFlag read(String flag, ConfigBlock block) {
    block.require(KEYS);
    List<String> kinds = KINDS.stream().filter(kind -> block.get(kind) != null).toList();
    if (kinds.size() != 1) {
      throw block.error(": must have one of " + String.join(", ", KINDS));
    }
    String kind = kinds.get(0);
    if (!(block.get(kind) instanceof ConfigList list) || list.isEmpty()) {
      throw block.error(kind, ": must be a list of values");
    }
    List<String> texts = texts(block.path() + "." + kind, list);
    Distribution distribution =
        kind.equals("choice")
            ? new Distribution.Choice(texts)
            : between(block, kind, list, RunFlags.TYPES.get(flag));
    return new DrawnFlag(flag, distribution, conditions(flag, block), block.object().origin());
  }

  private static List<String> texts(String path, List<ConfigValue> values) {
    return values.stream().map(value -> Values.single(path, value)).toList();
  }

  private static Distribution between(
      ConfigBlock block, String kind, ConfigList ends, Class<?> type) {
    String path = block.path() + "." + kind;
    boolean logarithmic = kind.equals("log-uniform");
    boolean whole = type == Integer.class || type == Long.class;
    if (!whole && type != Double.class) {
      throw block.error(kind, ": its values are no numbers; must be a choice");
    }
    if (ends.size() != 2) {
      throw block.error(kind, ": must be two numbers, the least and the most");
    }
    double least = Values.real(path, ends.get(0));
    double most = Values.real(path, ends.get(1));
    if (least >= most) {
      throw block.error(kind, ": the first number must be below the second");
    }
    if (logarithmic && least <= 0) {
      throw block.error(kind, ": numbers must be above 0 to have logarithms");
    }
    if (!whole) {
      return logarithmic
          ? new Distribution.LogUniform(least, most)
          : new Distribution.Uniform(least, most);
    }
    if (least != Math.rint(least) || most != Math.rint(most) || most > Integer.MAX_VALUE * 4.0) {
      throw block.error(kind, ": must be whole numbers, as the flag's values are");
    }
    return logarithmic
        ? new Distribution.WholeLogUniform((long) least, (long) most)
        : new Distribution.WholeUniform((long) least, (long) most);
  }

  private static Map<String, List<String>> conditions(String flag, ConfigBlock block) {
    if (block.get(WHEN) == null) {
      return Map.of();
    }
    if (!(block.get(WHEN) instanceof ConfigObject conditions) || conditions.isEmpty()) {
      throw block.error(WHEN, ": must be flags and values: when { FLAG = VALUE }");
    }
    RunDraft.requireFlags(conditions);
    Map<String, List<String>> read = new LinkedHashMap<>();
    conditions.forEach(
        (key, value) -> {
          String path = block.path() + "." + WHEN + "." + key;
          if (key.equals(flag) || key.equals("name")) {
            throw new ConfigurationException(value, path + ": must be another flag");
          }
          read.put(key, texts(path, value instanceof ConfigList list ? list : List.of(value)));
        });
    return read;
  }

  /**
   * Whether it is drawn.
   *
   * @param value text of another flag's value
   */
  public boolean applies(Function<String, String> value) {
    return conditions.entrySet().stream()
        .allMatch(
            condition ->
                condition.getValue().stream()
                    .anyMatch(text -> Distribution.same(text, value.apply(condition.getKey()))));
  }

  /** Whether it is not drawn in every setting. */
  public boolean isConditional() {
    return !conditions.isEmpty();
  }
}
