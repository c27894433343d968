package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.throughtime.model.train.RunSpec;

/**
 * Runs that differ in one respect alone.
 *
 * @param respect what they differ in
 * @param runs two or more, in the order of their names
 */
record ComparedRuns(Respect respect, List<RunDetail> runs) {
  /** What runs can differ in. */
  enum Respect {
    CLIPPING("Clipping", Set.of("clipstyle", "cutoff")),
    /** diagGates does nothing to a run, and only a gru has it. */
    MODEL("Model", Set.of("model", "diagGates"));

    private final String title;
    private final Set<String> flags;

    Respect(String title, Set<String> flags) {
      this.title = title;
      this.flags = flags;
    }

    String title() {
      return title;
    }

    /** What is left of a run's flags. */
    private Map<String, Object> others(RunSpec run) {
      Map<String, Object> others = new LinkedHashMap<>(run.flags());
      others.remove("name");
      others.keySet().removeAll(flags);
      if (this == MODEL && run.flags().get("clipstyle").equals("nothing")) {
        others.remove("cutoff"); // means nothing there
      }
      return others;
    }
  }

  ComparedRuns {
    runs = List.copyOf(runs);
  }

  /** Every one among some runs. */
  static List<ComparedRuns> among(List<RunDetail> runs) {
    List<ComparedRuns> found = new ArrayList<>();
    for (Respect respect : Respect.values()) {
      Map<Map<String, Object>, List<RunDetail>> alike = new LinkedHashMap<>();
      for (RunDetail run : runs) {
        alike
            .computeIfAbsent(respect.others(run.state().spec()), flags -> new ArrayList<>())
            .add(run);
      }
      alike.values().stream()
          .filter(group -> group.size() > 1)
          .map(group -> new ComparedRuns(respect, group))
          .forEach(found::add);
    }
    return found;
  }
}
