package org.throughtime.sweep.answers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.throughtime.model.train.RunSpec;

/**
 * Runs that differ in one respect alone: the rule by which runs are put side by side.
 *
 * <p>Flags that change nothing of a run do not tell runs apart: its name, diagGates, and a cutoff
 * that does not clip.
 *
 * @param respect what they differ in
 * @param runs two or more, of two or more values of it
 * @param <R> what stands for a run
 */
public record ComparableRuns<R>(Respect respect, List<R> runs) {
  /** What runs can differ in. */
  public enum Respect {
    CLIPPING("clipping"),
    MODEL("the cell");

    private final String words;

    Respect(String words) {
      this.words = words;
    }

    /** What it is called within a sentence. */
    String words() {
      return words;
    }

    /** What a run has of it. */
    String of(RunSpec run) {
      return this == MODEL
          ? run.cell().model().label()
          : ClippingEffect.clips(run.optimizer())
              ? "cutoff " + Bound.flag(run.optimizer().cutoff()).text()
              : "no clipping";
    }
  }

  public ComparableRuns {
    runs = List.copyOf(runs);
  }

  /**
   * Every group among some runs, in the order in which they are given.
   *
   * @param spec tells what was run
   */
  public static <R> List<ComparableRuns<R>> among(List<R> runs, Function<R, RunSpec> spec) {
    List<ComparableRuns<R>> found = new ArrayList<>();
    for (Respect respect : Respect.values()) {
      Map<Map<String, Object>, List<R>> alike = new LinkedHashMap<>();
      for (R run : runs) {
        alike.computeIfAbsent(others(respect, spec.apply(run)), o -> new ArrayList<>()).add(run);
      }
      alike.values().stream()
          .filter(group -> group.stream().map(spec).map(respect::of).distinct().count() > 1)
          .map(group -> new ComparableRuns<>(respect, group))
          .forEach(found::add);
    }
    return found;
  }

  /** Everything that decides a run but the respect. */
  private static Map<String, Object> others(Respect respect, RunSpec run) {
    Map<String, Object> others = new LinkedHashMap<>(run.flags());
    others.keySet().removeAll(List.of("name", "model", "diagGates", "clipstyle", "cutoff"));
    for (Respect each : Respect.values()) {
      if (each != respect) {
        others.put(each.words(), each.of(run));
      }
    }
    return others;
  }
}
