package org.throughtime.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.Selection;

/**
 * Makes a {@link SweepConfig} of a sweep file: {@code name}, {@code defaults}, {@code limits}, the
 * list {@code runs} and the blocks of {@code grid}, over {@code reference.conf}.
 *
 * <p>Throws {@link ConfigurationException} at the first thing that is wrong.
 */
public final class SweepConfigLoader {
  /** What a sweep file may hold. */
  static final List<String> KEYS =
      List.of("name", "defaults", "limits", "stop-when", "search", "runs", "grid");

  private static final int MOST_RUNS = 100_000;

  private final Config config;
  private final Overrides overrides;
  private final Map<String, RunSpec> runs = new LinkedHashMap<>();
  private final Map<String, String> origins = new LinkedHashMap<>();

  private SweepConfigLoader(Config config, Overrides overrides) {
    this.config = config;
    this.overrides = overrides;
  }

  /**
   * Reads a sweep file.
   *
   * @param file in HOCON, of this machine's file system
   * @param overrides of the call
   * @throws ConfigurationException where the file, a value in it or an override is wrong
   */
  public static SweepConfig load(Path file, Overrides overrides) {
    SweepFile.require(file);
    Config parsed = parse(file).withFallback(Defaults.reference());
    Config config = resolve(overrides.applyTo(parsed));
    return new SweepConfigLoader(config, overrides).read(file);
  }

  /**
   * A sweep of one run, named as the run is, of flags given without a file.
   *
   * @param command that gave the flags, for messages
   * @param flags text by flag name; what is missing has its default
   * @throws ConfigurationException where a flag is unknown or has a value that it cannot have
   */
  public static SweepConfig ofFlags(String command, Map<String, String> flags) {
    ConfigOrigin origin = ConfigOriginFactory.newSimple(command);
    Map<String, ConfigValue> values = new LinkedHashMap<>();
    flags.forEach(
        (flag, text) -> values.put(flag, ConfigValueFactory.fromAnyRef(text).withOrigin(origin)));
    ConfigObject defaults = Defaults.reference().getObject("defaults");
    RunDraft draft = RunDraft.of(origin, defaults).over(values);
    RunSpec spec = draft.toSpec();
    return new SweepConfig(
        spec.name(),
        List.of(spec),
        Map.of(spec.name(), draft.where()),
        Limits.NONE,
        Optional.empty(),
        Optional.empty());
  }

  private static Config parse(Path file) {
    // Without a folder before its name, the library would find nothing beside it.
    Path beside = file.getParent() == null ? Path.of(".").resolve(file) : file;
    try {
      ConfigParseOptions options =
          ConfigParseOptions.defaults()
              .setAllowMissing(false)
              .setSyntax(ConfigSyntax.CONF)
              .setIncluder(new FoundIncludes(beside));
      return ConfigFactory.parseFile(beside.toFile(), options);
    } catch (ConfigException e) {
      throw said(e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          file + ": is nested too deeply to be read; must be lists and objects as in conf/");
    }
  }

  /** Resolves substitutions from the file and the defaults alone, never from the environment. */
  static Config resolve(Config config) {
    try {
      return config.resolve(ConfigResolveOptions.noSystem());
    } catch (ConfigException e) {
      throw said(e);
    } catch (StackOverflowError e) {
      throw new ConfigurationException(
          "substitutions are nested too deeply; must be values as in conf/");
    }
  }

  private static ConfigurationException said(ConfigException e) {
    ConfigOrigin origin = e.origin();
    // The advice to rename the file would not help: it is read as HOCON whatever its name.
    String message =
        e.getMessage()
            .replaceAll(", or you may be able to rename the file \\S+ rather than \\S+\\)", ")");
    String prefix = origin == null ? "" : origin.description() + ": ";
    if (origin == null || !message.startsWith(prefix)) {
      return new ConfigurationException(message);
    }
    return new ConfigurationException(Where.of(origin) + ": " + message.substring(prefix.length()));
  }

  private SweepConfig read(Path file) {
    for (Map.Entry<String, ConfigValue> entry : config.root().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        throw new ConfigurationException(
            Where.of(entry.getValue())
                + ": a sweep file has no key "
                + entry.getKey()
                + "; "
                + NearestName.hint(entry.getKey(), KEYS));
      }
    }
    String name = name(file);
    Limits limits = LimitsReader.read(object("limits", config.root().get("limits")));
    ConfigObject defaults =
        overReference("defaults", object("defaults", config.root().get("defaults")));
    defaults.forEach(RunDraft::requireFlag);
    defaults.forEach(Values::requireSingle);
    readRuns(defaults);
    readGrids(defaults);
    readRandom(defaults);
    if (runs.isEmpty()) {
      throw new ConfigurationException(
          file + ":1: there is nothing to run; must have a list runs or a block in grid");
    }
    ConfigObject goal =
        overReference("stop-when", object("stop-when", config.root().get("stop-when")));
    return new SweepConfig(
        name,
        List.copyOf(runs.values()),
        origins,
        limits,
        StopWhenReader.read(goal, runs.size()),
        selection());
  }

  private Optional<Selection> selection() {
    ConfigObject search = object("search", config.root().get("search"));
    return SelectionReader.read(
        searchBlock(search, "halving"), searchBlock(search, "median"), runs.values());
  }

  private static ConfigObject searchBlock(ConfigObject search, String key) {
    String path = "search." + key;
    ConfigValue written = search.get(key);
    return written == null
        ? Defaults.reference().getObject(path)
        : overReference(path, object(path, written));
  }

  /** What the file sets aside with a substitution or an include, it has all the same. */
  private static ConfigObject overReference(String path, ConfigObject written) {
    ConfigObject all = Defaults.reference().getObject(path);
    for (Map.Entry<String, ConfigValue> entry : written.entrySet()) {
      all = all.withValue(entry.getKey(), entry.getValue());
    }
    return all;
  }

  private String name(Path file) {
    ConfigValue value = config.root().get("name");
    if (value != null) {
      Values.requireSingle("name", value);
      return requireName(Where.of(value) + ": name = ", Values.text(value), "");
    }
    String base = file.getFileName().toString().replaceFirst("\\.(conf|json|properties)$", "");
    return requireName(
        file + ":1: the file's own name would name the sweep: ",
        base,
        "; write name = ... into it");
  }

  private static String requireName(String where, String name, String remedy) {
    if (!RunSpec.NAME.matcher(name).matches()) {
      throw new ConfigurationException(
          where
              + name
              + ": must be made of A-Z a-z 0-9 . _ -, not starting with . or -, at most 200"
              + " characters"
              + remedy);
    }
    return name;
  }

  private static ConfigObject object(String path, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      return object;
    }
    throw new ConfigurationException(
        Where.of(value) + ": " + path + " must be an object: " + path + " { ... }");
  }

  private void readRuns(ConfigObject defaults) {
    ConfigValue value = config.root().get("runs");
    if (value == null) {
      return;
    }
    if (!(value instanceof ConfigList list)) {
      throw new ConfigurationException(
          Where.of(value) + ": runs must be a list: runs = [ { ... }, { ... } ]");
    }
    for (ConfigValue element : list) {
      if (element.valueType() != ConfigValueType.OBJECT) {
        throw new ConfigurationException(
            Where.of(element) + ": a run must be an object: { name = ..., task = ..., ... }");
      }
      ConfigObject run = (ConfigObject) element;
      RunDraft draft = RunDraft.of(run.origin(), defaults).over(run).over(overrides.flags());
      add(draft, "give every run a name of its own");
    }
  }

  private void readGrids(ConfigObject defaults) {
    ConfigValue value = config.root().get("grid");
    if (value == null) {
      return;
    }
    ConfigObject blocks = object("grid", value);
    if (blocks.isEmpty()) {
      throw new ConfigurationException(
          Where.of(value) + ": grid is empty: must hold a block, grid { NAME { FLAG = [...] } }");
    }
    for (String name : blocks.keySet().stream().sorted().toList()) {
      String path = "grid." + name;
      addGrid(path, blocks.get(name), object(path, blocks.get(name)), defaults);
    }
  }

  private void addGrid(
      String path, ConfigValue written, ConfigObject block, ConfigObject defaults) {
    Grid grid = new Grid(path, block, defaults, overrides.flags());
    if (runs.size() + grid.size() > MOST_RUNS) {
      throw new ConfigurationException(
          Where.of(written)
              + ": "
              + path
              + " makes the sweep larger than "
              + MOST_RUNS
              + " runs: must have fewer or shorter lists");
    }
    grid.drafts().forEach(draft -> add(draft, grid.howToTellApart()));
  }

  private void readRandom(ConfigObject defaults) {
    ConfigObject search = object("search", config.root().get("search"));
    Keys.require("search", search, List.of("random", "halving", "median"));
    ConfigValue value = search.get("random");
    if (value == null) {
      return;
    }
    ConfigObject blocks = object("search.random", value);
    if (blocks.isEmpty()) {
      throw new ConfigurationException(
          Where.of(value)
              + ": search.random is empty: must hold a block, random { NAME { draws = ... } }");
    }
    Map<String, Object> typed = ofFlags("defaults", Map.of()).runs().get(0).flags();
    for (String name : blocks.keySet().stream().sorted().toList()) {
      String path = "search.random." + name;
      ConfigValue written = blocks.get(name);
      new RandomBlock(path, object(path, written), defaults, typed)
          .blocks()
          .forEach(block -> addGrid(path, written, block, defaults));
    }
  }

  private void add(RunDraft draft, String howToTellApart) {
    RunSpec spec = draft.toSpec();
    String where = draft.where();
    String taken = origins.putIfAbsent(spec.name(), where);
    if (taken != null) {
      String other = taken.equals(where) ? "the same place" : taken;
      throw new ConfigurationException(
          where
              + ": name "
              + spec.name()
              + " is taken, by the run at "
              + other
              + "; "
              + howToTellApart);
    }
    runs.put(spec.name(), spec);
  }
}
