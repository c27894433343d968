package org.throughtime.sweep.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.Selection;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.plan.SweepPlan;

/**
 * A sweep as configured: what {@link SweepConfigLoader} makes of a file.
 *
 * @param name of the sweep, and of its results folder
 * @param runs at least one, names unique, in the order in which they were written
 * @param origins for every run's name where it was written, {@code FILE:LINE}
 * @param limits after which it stops
 * @param goal when it is over before all runs have come to their ends
 * @param selection who goes on from which rung, where not all do
 */
public record SweepConfig(
    String name,
    List<RunSpec> runs,
    Map<String, String> origins,
    Limits limits,
    Optional<StopWhen> goal,
    Optional<Selection> selection) {

  /** A sweep of more runs must be meant: {@link #requireMeant}. */
  static final int MOST_UNASKED = 10_000;

  public SweepConfig {
    runs = List.copyOf(runs);
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** What has to be done. */
  public SweepPlan plan() {
    return new SweepPlan(name, runs, limits, goal, selection);
  }

  /** Names of all runs, in order. */
  public List<String> names() {
    return runs.stream().map(RunSpec::name).toList();
  }

  /**
   * This sweep with nothing but the named runs, in this sweep's order.
   *
   * @throws ConfigurationException for a name that no run has
   */
  public SweepConfig only(List<String> names) {
    List<String> known = names();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ConfigurationException(
            "--only " + name + ": no run has this name; " + NearestName.hint(name, known));
      }
    }
    Set<String> wanted = new LinkedHashSet<>(names);
    return new SweepConfig(
        name,
        runs.stream().filter(run -> wanted.contains(run.name())).toList(),
        origins,
        limits,
        goal,
        selection);
  }

  /**
   * Refuses a sweep of more than {@value #MOST_UNASKED} runs: a grid is easily larger than thought.
   *
   * @throws ConfigurationException where there are more
   */
  public void requireMeant() {
    if (runs.size() > MOST_UNASKED) {
      Map<String, Integer> sizes = new LinkedHashMap<>();
      runs.forEach(run -> sizes.merge(origins.get(run.name()), 1, Integer::sum));
      String largest = Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
      throw new ConfigurationException(
          largest
              + ": the sweep has "
              + runs.size()
              + " runs, more than "
              + MOST_UNASKED
              + ": must have fewer or shorter lists, or --yes where all of them are meant");
    }
  }
}
