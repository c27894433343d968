package org.throughtime.sweep.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The color of every run, the same throughout a report.
 *
 * @param byName index of the colour and dashes, by name of the run
 */
record RunColours(Map<String, Integer> byName) {
  RunColours {
    byName = Map.copyOf(byName);
  }

  /** One for each of the runs. */
  static RunColours of(List<RunDetail> runs) {
    Map<String, Integer> colours = new HashMap<>();
    runs.forEach(run -> colours.put(run.name(), colours.size()));
    return new RunColours(colours);
  }

  /** That of a run. */
  int of(RunDetail run) {
    return byName.getOrDefault(run.name(), 0);
  }
}
