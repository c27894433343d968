package org.throughtime.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Block;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.config.value.RunDraft;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.strategy.Layers;
import org.throughtime.sweep.strategy.ListedRuns;
import org.throughtime.sweep.strategy.Proposal;
import org.throughtime.sweep.strategy.Search;
import org.throughtime.sweep.strategy.SearchReader;

/**
 * Makes a {@link SweepConfig} of a sweep file over {@code reference.conf}; each part of the file
 * has a reader of its own.
 *
 * <p>Throws {@link ConfigurationException} at the first thing that is wrong.
 */
public final class SweepConfigLoader {
  /** What a sweep file may hold. */
  static final List<String> KEYS =
      List.of("name", "defaults", "limits", "stop-when", "search", "runs", "grid");

  private SweepConfigLoader() {}

  /**
   * Reads a sweep file.
   *
   * @param file in HOCON, of this machine's file system
   * @param overrides of the call
   * @throws ConfigurationException where the file, a value in it or an override is wrong
   */
  public static SweepConfig load(Path file, Overrides overrides) {
    Config parsed = SweepFile.parse(file).withFallback(Defaults.reference());
    ConfigObject root = SweepFile.resolve(overrides.applyTo(parsed)).root();
    root.forEach(SweepConfigLoader::requireKey);
    String name = name(file, root.get("name"));
    Limits limits = LimitsReader.read(Block.of("limits", root.get("limits")).object());
    ConfigObject defaults = Block.of("defaults", root.get("defaults")).overReference().object();
    defaults.forEach(RunDraft::requireFlag);
    defaults.forEach(Values::requireSingle);
    SearchReader reader = new SearchReader(root, new Layers(defaults, overrides.flags()));
    Search search =
        reader
            .read()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        file
                            + ":1: there is nothing to run; must have a list runs or a block in"
                            + " grid"));
    Block goal = Block.of("stop-when", root.get("stop-when")).overReference();
    return new SweepConfig(
        name, search, reader.origins(), limits, StopWhenReader.read(goal, search.size()));
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
    ListedRuns runs = ListedRuns.of(RunDraft.of(origin, defaults).over(values));
    Proposal run = runs.first().get(0);
    return new SweepConfig(
        run.name(),
        new Search(List.of(runs), Optional.empty()),
        Map.of(run.name(), run.where()),
        Limits.NONE,
        Optional.empty());
  }

  private static void requireKey(String key, ConfigValue value) {
    if (!KEYS.contains(key)) {
      throw new ConfigurationException(
          Where.of(value)
              + ": a sweep file has no key "
              + key
              + "; "
              + NearestName.hint(key, KEYS));
    }
  }

  private static String name(Path file, ConfigValue value) {
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
}
