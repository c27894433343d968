package org.throughtime.sweep.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigurationException;
import org.throughtime.sweep.config.value.NearestName;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.strategy.ListedRuns;
import org.throughtime.sweep.strategy.Proposal;
import org.throughtime.sweep.strategy.Search;
import org.throughtime.sweep.strategy.SweepPlan;

/**
 * A sweep as configured: what {@link SweepConfigLoader} makes of a file.
 *
 * @param name of the sweep, and of its results folder
 * @param search which runs there are, names unique
 * @param origins for the name of every run that there will be where it was written, {@code
 *     FILE:LINE}
 * @param limits after which it stops
 * @param goal when it is over before all runs have come to their ends
 */
public record SweepConfig(
    String name,
    Search search,
    Map<String, String> origins,
    Limits limits,
    Optional<StopWhen> goal) {

  /** A sweep of more runs must be meant: {@link #requireMeant}. */
  static final int MOST_UNASKED = 10_000;

  public SweepConfig {
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** What has to be done. */
  public SweepPlan plan() {
    return new SweepPlan(name, search, limits, goal, origins.keySet());
  }

  /** The runs that do not depend on others, in the order in which they were written. */
  public List<RunSpec> runs() {
    return search.first().stream().map(Proposal::run).toList();
  }

  /** Names of {@link #runs()}, in order. */
  public List<String> names() {
    return search.first().stream().map(Proposal::name).toList();
  }

  /**
   * This sweep with nothing but the named runs, in this sweep's order.
   *
   * @throws ConfigurationException for a name that no run has, or whose run depends on others
   */
  public SweepConfig only(List<String> names) {
    List<String> known = names();
    for (String name : names) {
      if (!known.contains(name)) {
        String fault =
            origins.containsKey(name)
                ? "its flags depend on the results of other runs; must be a run of the plan"
                : "no run has this name; " + NearestName.hint(name, known);
        throw new ConfigurationException("--only " + name + ": " + fault);
      }
    }
    ListedRuns runs =
        new ListedRuns(search.first().stream().filter(run -> names.contains(run.name())).toList());
    return new SweepConfig(name, new Search(List.of(runs), search.pruner()), origins, limits, goal);
  }

  /**
   * Refuses a sweep of more than {@value #MOST_UNASKED} runs: a grid is easily larger than thought.
   *
   * @throws ConfigurationException where there are more
   */
  public void requireMeant() {
    if (search.size() > MOST_UNASKED) {
      Map<String, Integer> sizes = new LinkedHashMap<>();
      origins.values().forEach(where -> sizes.merge(where, 1, Integer::sum));
      String largest = Collections.max(sizes.entrySet(), Map.Entry.comparingByValue()).getKey();
      throw new ConfigurationException(
          ("%s: the sweep has %s runs, more than %s; shorten its lists, or add --yes"
                  + " to train them all")
              .formatted(largest, search.size(), MOST_UNASKED));
    }
  }
}
