package org.throughtime.sweep.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.throughtime.model.number.Decimal;
import org.throughtime.model.train.RunSpec;

/**
 * The sweep that a results directory belongs to: the contents of {@code sweep.conf}.
 *
 * @param sweep name of the sweep
 * @param runs every run that was ever asked for there, in order of first mention
 */
public record SweepManifest(String sweep, List<RunSpec> runs) {
  public SweepManifest {
    runs = List.copyOf(runs);
  }

  /**
   * Reads it.
   *
   * @return empty where the directory has none
   * @throws ResultsException where it is no manifest of this program
   * @throws IOException where it cannot be read
   */
  public static Optional<SweepManifest> read(ResultsDirectory directory) throws IOException {
    if (!directory.exists(directory.manifest())) {
      return Optional.empty();
    }
    try {
      Config config = ConfigFactory.parseString(directory.readText(directory.manifest()));
      List<RunSpec> runs = new ArrayList<>();
      for (Config run : config.getConfigList("runs")) {
        runs.add(RunSpec.fromFlags(run.root().unwrapped()));
      }
      return Optional.of(new SweepManifest(config.getString("name"), runs));
    } catch (ConfigException | IllegalArgumentException e) {
      String fault =
          "%s: cannot be read (%s); give a directory that this version wrote, or a new one";
      throw new ResultsException(fault.formatted(directory.manifest(), e.getMessage()));
    }
  }

  /**
   * What the directory is for once {@code asked} are run there too. A run of the same name with
   * other flags gives way.
   *
   * @throws ResultsException where it belongs to another sweep
   */
  public static SweepManifest extend(ResultsDirectory directory, String sweep, List<RunSpec> asked)
      throws IOException {
    Optional<SweepManifest> there = read(directory);
    if (there.isPresent() && !there.get().sweep().equals(sweep)) {
      throw new ResultsException(
          "%s: belongs to sweep %s, not to %s; give another directory"
              .formatted(directory.uri(), there.get().sweep(), sweep));
    }
    return there.orElse(new SweepManifest(sweep, List.of())).with(asked);
  }

  /** This with more runs; one of the same name gives way. */
  public SweepManifest with(List<RunSpec> asked) {
    Map<String, RunSpec> all = new LinkedHashMap<>();
    runs.forEach(run -> all.put(run.name(), run));
    asked.forEach(run -> all.put(run.name(), run));
    return new SweepManifest(sweep, List.copyOf(all.values()));
  }

  /** Commits it to the directory, unless it is there. */
  public void write(ResultsDirectory directory) throws IOException {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("name", sweep);
    root.put("runs", runs.stream().map(RunSpec::flags).toList());
    String text =
        ConfigValueFactory.fromMap(root)
            .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
    String now = sameFromEveryJava(text);
    Path file = directory.manifest();
    if (!directory.exists(file) || !directory.readText(file).equals(now)) {
      directory.commitText(file, now);
    }
  }

  /** The library writes numbers as this Java does, each at the end of a line. */
  private String sameFromEveryJava(String text) {
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
}
