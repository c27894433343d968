package org.throughtime.sweep.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.config.value.RunDraft;
import org.throughtime.sweep.config.value.Values;
import org.throughtime.sweep.config.value.Where;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.StopWhen;
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

  private static final String NAME_RULE =
      "must be made of A-Z a-z 0-9 . _ -, not starting with . or -, at most 200 characters";

  private SweepConfigLoader() {}

  /**
   * The files of which a sweep is read: its own first, then those that it includes.
   *
   * @param file in HOCON, of this machine's file system
   * @throws ConfigurationException where one of them cannot be read
   */
  public static List<Path> files(Path file) {
    return SweepFile.files(file);
  }

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
    requireFlagsInBlocks(root);
    NearestName.require("a sweep file has no key", root, KEYS);
    String name = name(file, root.get("name"));
    Limits limits = EndReader.limits(block(root, "limits"));
    ConfigObject defaults = block(root, "defaults").overReference().object();
    RunDraft.requireFlags(defaults);
    defaults.forEach(Values::single);
    SearchReader reader = new SearchReader(root, new Layers(defaults, overrides.flags()));
    Optional<Search> search = reader.read();
    if (search.isEmpty()) {
      throw new ConfigurationException(
          file + ":1: there is nothing to run; must have a list runs or a block in grid");
    }
    Optional<StopWhen> goal =
        EndReader.goal(block(root, "stop-when").overReference(), search.get());
    return new SweepConfig(name, search.get(), reader.origins(), limits, goal);
  }

  /** Flags beside the keys of the file would apply to no run. */
  private static void requireFlagsInBlocks(ConfigObject root) {
    List<String> flags =
        root.keySet().stream()
            .filter(key -> !KEYS.contains(key) && SearchReader.isFlag(key))
            .sorted(Comparator.comparingInt(key -> root.get(key).origin().lineNumber()))
            .toList();
    if (!flags.isEmpty()) {
      String what = String.join(", ", flags) + (flags.size() == 1 ? " is a flag" : " are flags");
      throw new ConfigurationException(
          root.get(flags.get(0)),
          what + " of runs: write single values into defaults { }, lists into grid { NAME { } }");
    }
  }

  private static ConfigBlock block(ConfigObject root, String key) {
    return ConfigBlock.of(key, root.get(key));
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
    flags.forEach((flag, text) -> values.put(flag, Values.of(text, origin)));
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

  private static String name(Path file, ConfigValue value) {
    if (value != null) {
      return requireName(Where.of(value) + ": name = ", Values.single("name", value), "");
    }
    String base = file.getFileName().toString().replaceFirst("\\.(conf|json|properties)$", "");
    String where = file + ":1: the file's own name would name the sweep: ";
    return requireName(where, base, "; write name = ... into it");
  }

  private static String requireName(String where, String name, String remedy) {
    if (!RunSpec.NAME.matcher(name).matches()) {
      throw new ConfigurationException(where + name + ": " + NAME_RULE + remedy);
    }
    return name;
  }
}
