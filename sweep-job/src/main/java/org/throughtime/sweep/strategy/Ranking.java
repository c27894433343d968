package org.throughtime.sweep.strategy;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;

/**
 * Settings that were tried, the best first. Settings that got further rank above those that a
 * pruner left behind; then they rank by their metric, as {@link Preference} says. Settings with a
 * run that diverged or failed are last.
 *
 * @param settings in this order
 */
record Ranking(List<Setting> settings) {
  /**
   * A setting.
   *
   * @param run one of its runs: those that differ in other flags than the drawn ones are replicates
   * @param until mean over its runs of the iterations that they were to get to
   * @param metric mean over its runs; NaN where one of them has none
   */
  record Setting(RunSpec run, double until, double metric) {}

  Ranking {
    settings = List.copyOf(settings);
  }

  /**
   * Ranks settings.
   *
   * @param trials in any order: it decides nothing
   * @param key tells settings apart
   */
  static Ranking of(
      List<Trial> trials, Metric<?, Double> metric, Function<RunSpec, List<String>> key) {
    Map<List<String>, List<Trial>> replicates =
        trials.stream()
            .sorted(Comparator.comparing(trial -> trial.run().name()))
            .collect(
                Collectors.groupingBy(
                    trial -> key.apply(trial.run()), LinkedHashMap::new, Collectors.toList()));
    return new Ranking(
        replicates.values().stream()
            .map(runs -> setting(runs, metric))
            .sorted(
                Comparator.comparing((Setting setting) -> !Double.isFinite(setting.metric()))
                    .thenComparing(Comparator.comparingDouble(Setting::until).reversed())
                    .thenComparing(Setting::metric, Preference.bestFirst(metric)))
            .toList());
  }

  private static Setting setting(List<Trial> runs, Metric<?, Double> metric) {
    return new Setting(
        runs.get(0).run(),
        runs.stream().mapToDouble(Trial::until).sum() / runs.size(),
        runs.stream().mapToDouble(run -> run.metric(metric)).sum() / runs.size());
  }

  /** The share gamma of all, rounded up; fewer where not so many have a metric. */
  List<RunSpec> best(double gamma) {
    return settings.subList(0, good(gamma)).stream().map(Setting::run).toList();
  }

  /** All but {@link #best}. */
  List<RunSpec> others(double gamma) {
    return settings.subList(good(gamma), settings.size()).stream().map(Setting::run).toList();
  }

  private int good(double gamma) {
    long known = settings.stream().filter(setting -> Double.isFinite(setting.metric())).count();
    return (int) Math.min(known, Math.ceil(gamma * settings.size()));
  }
}
