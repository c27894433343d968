package org.throughtime.sweep.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughtime.model.train.RunFlags;

/**
 * One block of a sweep file's {@code grid}: flags, of which those with a list of values multiply.
 *
 * <p>HOCON objects have no order, so the axes multiply in that of {@link RunFlags#NAMES}, the last
 * one fastest.
 */
final class Grid {
  private final String path;
  private final RunDraft fixed;
  private final Map<String, ConfigList> axes;

  /**
   * @param path of the block, for messages: {@code grid.NAME}
   * @param block flags of the block
   * @param defaults flags that the block does not name
   * @param overrides flags laid over the block; they replace an axis
   * @throws ConfigurationException where a key is no flag, an axis has no values or the block no
   *     keys
   */
  Grid(String path, ConfigObject block, ConfigObject defaults, Map<String, ConfigValue> overrides) {
    if (block.isEmpty()) {
      throw new ConfigurationException(
          Where.of(block) + ": " + path + " is empty: give it flags, or leave it out");
    }
    this.path = path;
    this.fixed =
        RunDraft.of(block.origin(), defaults).over(Seeds.in(path, block, defaults)).over(overrides);
    this.axes = new LinkedHashMap<>();
    for (String flag : RunFlags.NAMES) {
      ConfigValue value = fixed.value(flag);
      if (value instanceof ConfigList list) {
        axes.put(flag, requireAxis(flag, list));
      }
    }
  }

  private ConfigList requireAxis(String flag, ConfigList values) {
    String where = Where.of(values) + ": " + path + "." + flag;
    if (flag.equals("name")) {
      throw new ConfigurationException(
          where + " is a list: must be one template with {FLAG} in it");
    }
    if (values.isEmpty()) {
      throw new ConfigurationException(where + " = []: must have at least one value");
    }
    return values;
  }

  /** How many runs the block makes; as a double, since it may be more than anybody could run. */
  double size() {
    return axes.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b);
  }

  /** Every combination, in order. */
  List<RunDraft> drafts() {
    List<RunDraft> drafts = List.of(fixed);
    for (Map.Entry<String, ConfigList> axis : axes.entrySet()) {
      List<RunDraft> longer = new ArrayList<>();
      for (RunDraft draft : drafts) {
        for (ConfigValue value : axis.getValue()) {
          longer.add(draft.over(Map.of(axis.getKey(), value)));
        }
      }
      drafts = longer;
    }
    return drafts;
  }

  /** What to change so that the names of this block's runs differ. */
  String howToTellApart() {
    Set<String> shown = fixed.template().flags();
    List<String> missing =
        axes.keySet().stream()
            .filter(flag -> axes.get(flag).size() > 1 && !shown.contains(flag))
            .map(flag -> "{" + flag + "}")
            .toList();
    return missing.isEmpty()
        ? "leave out the value that stands twice"
        : "put " + String.join(" and ", missing) + " into the name";
  }
}
