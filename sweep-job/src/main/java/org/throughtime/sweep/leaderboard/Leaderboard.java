package org.throughtime.sweep.leaderboard;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;

/**
 * The settings of a sweep, the best first. They are ordered by the lower bound of the success rate
 * (Wilson, 95 %), so that one success in one run does not rank above nine in ten; then by the
 * median number of iterations to success, by the best hold, and by the lowest valid error. Ties
 * keep the order of the sweep. Settings without an ended run come after those whose runs were all
 * unsolved.
 *
 * @param settings in order
 */
public record Leaderboard(List<Replicates> settings) {
  private static final Comparator<Replicates> BEST_FIRST =
      Comparator.comparingDouble((Replicates r) -> -r.lowerBound().orElse(-1))
          .thenComparingDouble(r -> r.medianIterations().orElse(Double.POSITIVE_INFINITY))
          .thenComparing(by(CheckpointMetrics.HOLD, Replicates::bestHold))
          .thenComparing(by(CheckpointMetrics.BEST_VALID_ERROR, Replicates::bestError));

  public Leaderboard {
    settings = List.copyOf(settings);
  }

  private static Comparator<Replicates> by(
      Metric<?, Double> metric, Function<Replicates, OptionalDouble> best) {
    return Comparator.comparing(
        replicates -> best.apply(replicates).orElse(Double.NaN), Preference.bestFirst(metric));
  }

  /** That of a sweep as it stands. */
  public static Leaderboard of(SweepStatus sweep) {
    LeftBehind behind = LeftBehind.of(sweep);
    Map<Setting, List<RunState>> bySetting =
        sweep.runs().stream()
            .collect(groupingBy(run -> Setting.of(run.spec()), LinkedHashMap::new, toList()));
    return new Leaderboard(
        bySetting.entrySet().stream()
            .map(setting -> new Replicates(setting.getKey(), setting.getValue(), behind))
            .sorted(BEST_FIRST)
            .toList());
  }

  /** Names of the flags in which its settings differ, in the order of the alphabet. */
  public Set<String> varying() {
    return Setting.varying(settings.stream().map(each -> each.setting().flags()).toList());
  }

  /** Whether a run of some setting measured how far it holds. */
  public boolean hasHold() {
    return settings.stream().anyMatch(r -> r.bestHold().isPresent());
  }

  /** Whether it tells more than the table of the runs does: of replicates, or of a success. */
  public boolean tellsMore() {
    return settings.stream().anyMatch(r -> r.runs().size() > 1 || r.solved() > 0);
  }
}
