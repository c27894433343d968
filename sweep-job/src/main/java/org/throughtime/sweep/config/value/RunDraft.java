package org.throughtime.sweep.config.value;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.flag.InvalidFlagException;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;

/**
 * A run under construction. For every flag it holds the value that applies and the place where it
 * was written, so that a message about a wrong value can name the place.
 */
public final class RunDraft {
  private final ConfigOrigin origin;
  private final Map<String, ConfigValue> values;

  /**
   * @param origin of the run or grid block as a whole
   * @param values by flag name; later layers are laid over by {@link #over}
   */
  private RunDraft(ConfigOrigin origin, Map<String, ConfigValue> values) {
    this.origin = origin;
    this.values = values;
  }

  /** A run with nothing but defaults. */
  public static RunDraft of(ConfigOrigin origin, ConfigObject defaults) {
    return new RunDraft(origin, Map.of()).over(defaults);
  }

  /**
   * This draft with more flags laid over it.
   *
   * @throws ConfigurationException where a key is no flag
   */
  public RunDraft over(Map<String, ConfigValue> layer) {
    Map<String, ConfigValue> merged = new LinkedHashMap<>(values);
    for (String flag : RunFlags.NAMES) {
      if (layer.containsKey(flag)) {
        merged.put(flag, layer.get(flag));
      }
    }
    requireFlags(layer);
    return new RunDraft(origin, merged);
  }

  /**
   * Refuses keys that are no flags.
   *
   * @throws ConfigurationException for such a key
   */
  public static void requireFlags(Map<String, ConfigValue> values) {
    NearestName.require("there is no flag", values, RunFlags.NAMES);
  }

  public ConfigValue value(String flag) {
    return values.get(flag);
  }

  /** Where the run's name was written: its own, or else the run itself. */
  public String where() {
    return Defaults.wrote(values.get("name")) ? Where.of(origin) : Where.of(values.get("name"));
  }

  /** The template that makes the run's name. */
  public NameTemplate template() {
    return new NameTemplate(Values.text(values.get("name")));
  }

  /**
   * The specification.
   *
   * @throws ConfigurationException where a flag has a value it cannot have
   */
  public RunSpec toSpec() {
    Map<String, String> flags = new LinkedHashMap<>();
    values.forEach((flag, value) -> flags.put(flag, Values.single(flag, value)));
    NameTemplate template = template();
    requireFillable(template);
    try {
      // The name shows values as the specification has them, so everything else is read first.
      flags.put("name", "unnamed");
      RunSpec unnamed = RunSpec.fromFlags(flags);
      return unnamed.named(template.fill(unnamed.flags()));
    } catch (InvalidFlagException e) {
      ConfigValue wrong = values.get(e.flag());
      String where =
          Defaults.wrote(wrong)
              ? Where.of(origin) + ": " + e.shown()
              : Where.with(wrong, e.shown());
      throw new ConfigurationException(where + ": " + e.expected());
    }
  }

  private void requireFillable(NameTemplate template) {
    List<String> fillable = new ArrayList<>(RunFlags.NAMES);
    fillable.remove("name");
    for (String flag : template.flags()) {
      if (!fillable.contains(flag)) {
        throw new ConfigurationException(
            "%s: name = %s: there is no flag %s to fill in; %s"
                .formatted(where(), template.text(), flag, NearestName.hint(flag, fillable)));
      }
    }
  }
}
