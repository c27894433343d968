package org.throughtime.sweep.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.snapshot.RunState;
import picocli.CommandLine.Option;

/** The option of a command that works on some runs of a results directory. */
final class RunNames {
  @Option(
      names = "--run",
      paramLabel = "NAME",
      split = ",",
      description = "Only these runs, whatever their status. Separate names with commas.")
  private List<String> names = List.of();

  boolean isEmpty() {
    return names.isEmpty();
  }

  /**
   * The runs that the user named, each once, in that order.
   *
   * @throws ConfigurationException where no known run has a name
   */
  List<RunSpec> of(List<RunState> known) {
    Map<String, RunSpec> there = new LinkedHashMap<>();
    known.forEach(run -> there.put(run.spec().name(), run.spec()));
    return names.stream().distinct().map(name -> named(name, there)).toList();
  }

  private static RunSpec named(String name, Map<String, RunSpec> there) {
    if (!there.containsKey(name)) {
      throw new ConfigurationException(
          "--run " + name + ": no run has this name; " + NearestName.hint(name, there.keySet()));
    }
    return there.get(name);
  }
}
