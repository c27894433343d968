package org.throughtime.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.config.value.Values;

/**
 * The {@code --set KEY=VALUE} of a call. A plain flag name overrides that flag in every run, grid
 * axes included; a dotted path overrides that value of the file, and {@code runs.NAME.FLAG} a flag
 * of the run listed under that name. Of two for the same key the last one counts.
 */
public final class Overrides {
  private final Map<String, ConfigValue> flags = new LinkedHashMap<>();
  private final Map<List<String>, ConfigValue> paths = new LinkedHashMap<>();

  private Overrides() {}

  /** No overrides. */
  public static Overrides none() {
    return new Overrides();
  }

  /**
   * Reads what stood behind every {@code --set}.
   *
   * @param settings each {@code KEY=VALUE}, VALUE in HOCON
   * @throws ConfigurationException where one cannot be read or names no flag
   */
  public static Overrides of(List<String> settings) {
    Overrides overrides = new Overrides();
    settings.forEach(overrides::add);
    return overrides;
  }

  /** Values by flag for every run. */
  Map<String, ConfigValue> flags() {
    return Collections.unmodifiableMap(flags);
  }

  private void add(String setting) {
    String where = "--set " + setting;
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new ConfigurationException(where + ": must be KEY=VALUE");
    }
    String key = setting.substring(0, equals).strip();
    ConfigValue value = parse(where, setting.substring(equals + 1).strip());
    List<String> path = split(where, key);
    if (path.size() > 1) {
      paths.put(path, value);
      return;
    }
    requirePlainFlag(where, key);
    if (value.valueType() == ConfigValueType.LIST) {
      String remedy = ": must be a single value; a list belongs to one block: grid.BLOCK.%s=[...]";
      throw new ConfigurationException(where + remedy.formatted(key));
    }
    flags.put(key, value);
  }

  private static void requirePlainFlag(String where, String key) {
    if (key.equals("name")) {
      throw new ConfigurationException(
          where
              + ": would give every run the same name; must be a path: runs.NAME.name,"
              + " grid.BLOCK.name or defaults.name (--out chooses where results go)");
    }
    if (SweepConfigLoader.KEYS.contains(key)) {
      throw new ConfigurationException(
          where + ": must be a flag, or a path to one value of the file, as defaults.lr");
    }
    if (!RunFlags.NAMES.contains(key)) {
      throw new ConfigurationException(
          where + ": there is no flag " + NearestName.unknown(key, RunFlags.NAMES));
    }
  }

  private static ConfigValue parse(String where, String text) {
    if (text.isEmpty()) {
      throw new ConfigurationException(where + ": must be KEY=VALUE, the value is missing");
    }
    try {
      ConfigParseOptions options = ConfigParseOptions.defaults().setOriginDescription(where);
      Config parsed = ConfigFactory.parseString("value = " + text, options).resolve();
      if (parsed.root().size() == 1) {
        return parsed.getValue("value");
      }
    } catch (ConfigException.Null e) {
      throw new ConfigurationException(where + ": must have a value, not null");
    } catch (ConfigException e) {
      // refused below, in words that need no knowledge of HOCON's grammar
    }
    throw new ConfigurationException(
        where
            + ": cannot read the value; must be one value, in double quotes where it holds"
            + " $ \" { } [ ] : = , + # ` ^ ? ! @ * & or \\");
  }

  private static List<String> split(String where, String key) {
    try {
      return ConfigUtil.splitPath(key);
    } catch (ConfigException e) {
      throw new ConfigurationException(
          where + ": must be a flag or a path of names with dots between them");
    }
  }

  /**
   * The file with the values at dotted paths replaced.
   *
   * @param file as parsed; substitutions in it see the new values
   * @throws ConfigurationException where a path leads nowhere
   */
  Config applyTo(Config file) {
    Config changed = file;
    for (Map.Entry<List<String>, ConfigValue> entry : paths.entrySet()) {
      List<String> path = entry.getKey();
      ConfigObject root = SweepFile.resolve(changed).root();
      if (path.get(0).equals("runs")) {
        ConfigValue runs = withListed(root.get("runs"), path, entry.getValue());
        changed = over(changed, List.of("runs"), runs);
      } else {
        requireParent(root, path, entry.getValue());
        changed = over(changed, path, entry.getValue());
      }
    }
    return changed;
  }

  /** Laid over and not written into: what a substitution makes of a path is not known yet. */
  private static Config over(Config file, List<String> path, ConfigValue value) {
    return ConfigFactory.empty().withValue(ConfigUtil.joinPath(path), value).withFallback(file);
  }

  /** A path may set a value that was left out, but not make up the object that holds it. */
  private static void requireParent(ConfigObject root, List<String> path, ConfigValue value) {
    ConfigObject at = root;
    for (int i = 0; i < path.size() - 1; i++) {
      ConfigValue next = at.get(path.get(i));
      String reached = ConfigUtil.joinPath(path.subList(0, i + 1));
      if (next == null) {
        String hint = NearestName.hint(path.get(i), at.keySet().stream().sorted().toList());
        throw new ConfigurationException(value, "the file has no " + reached + "; " + hint);
      }
      if (!(next instanceof ConfigObject object)) {
        throw new ConfigurationException(
            value, reached + " is a value: there is nothing below it to set");
      }
      at = object;
    }
  }

  private static ConfigValue withListed(ConfigValue runs, List<String> path, ConfigValue value) {
    if (path.size() != 3) {
      throw new ConfigurationException(value, "must be runs.NAME.FLAG");
    }
    if (!(runs instanceof ConfigList list)) {
      throw new ConfigurationException(value, "the file has no list runs");
    }
    List<String> names = new ArrayList<>();
    List<ConfigValue> changed = new ArrayList<>();
    for (ConfigValue run : list) {
      boolean named = run instanceof ConfigObject object && object.get("name") != null;
      String name = named ? Values.text(((ConfigObject) run).get("name")) : "";
      names.add(name);
      changed.add(
          name.equals(path.get(1)) ? ((ConfigObject) run).withValue(path.get(2), value) : run);
    }
    if (!names.contains(path.get(1))) {
      throw new ConfigurationException(
          value, "no run of the list has the name " + NearestName.unknown(path.get(1), names));
    }
    return ConfigValueFactory.fromIterable(changed).withOrigin(list.origin());
  }
}
