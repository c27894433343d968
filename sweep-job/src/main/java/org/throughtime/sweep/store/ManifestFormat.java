package org.throughtime.sweep.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.number.Decimal;
import org.throughtime.model.train.RunSpec;

/** A {@link SweepManifest} as a {@link SummedText} in HOCON. */
final class ManifestFormat {
  private static final String REMOVED = "removed";
  private static final String LEFT_BEHIND = "leftBehind";

  private ManifestFormat() {}

  static byte[] bytes(SweepManifest manifest) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("name", manifest.sweep());
    root.put("runs", manifest.runs().stream().map(RunSpec::flags).toList());
    // Left out where there are none, so that a sweep that changes nothing keeps its bytes.
    if (!manifest.removed().isEmpty()) {
      root.put(REMOVED, manifest.removed().stream().sorted().toList());
    }
    if (!manifest.leftBehind().isEmpty()) {
      root.put(LEFT_BEHIND, manifest.leftBehind());
    }
    String text =
        ConfigValueFactory.fromMap(root)
            .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
    return SummedText.bytes(sameFromEveryJava(manifest.runs(), text));
  }

  /** The library writes numbers as this Java does, each at the end of a line. */
  private static String sameFromEveryJava(List<RunSpec> runs, String text) {
    // The text is searched once for each value: sweeps of 10,000 runs share most of theirs.
    Set<Object> values = new LinkedHashSet<>();
    runs.forEach(run -> values.addAll(run.flags().values()));
    String same = text;
    for (Object value : values) {
      String here = value.toString();
      String everywhere = Decimal.text(value);
      if (!here.equals(everywhere)) {
        same = same.replace("=" + here + "\n", "=" + everywhere + "\n");
      }
    }
    return same;
  }

  /**
   * @param file for the message
   * @throws ResultsException if the file is not a manifest
   */
  static SweepManifest parse(Path file, String text) {
    try {
      Config config = ConfigFactory.parseString(text);
      List<RunSpec> runs = new ArrayList<>();
      for (Config run : config.getConfigList("runs")) {
        runs.add(RunSpec.fromFlags(run.root().unwrapped()));
      }
      Set<String> removed =
          config.hasPath(REMOVED) ? Set.copyOf(config.getStringList(REMOVED)) : Set.of();
      return new SweepManifest(config.getString("name"), runs, removed, leftBehind(config));
    } catch (ConfigException | IllegalArgumentException e) {
      String fault =
          "%s: cannot be read (%s); give a directory that this version wrote, or a new one";
      throw new ResultsException(fault.formatted(file, e.getMessage()));
    }
  }

  private static Map<String, Integer> leftBehind(Config config) {
    Map<String, Integer> rungs = new HashMap<>();
    if (config.hasPath(LEFT_BEHIND)) {
      Config behind = config.getConfig(LEFT_BEHIND);
      for (String run : behind.root().keySet()) {
        rungs.put(run, behind.getInt(ConfigUtil.quoteString(run)));
      }
    }
    return rungs;
  }
}
