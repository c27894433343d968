package org.throughtime.sweep.job;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * Counts the runs that have reached the goal of a sweep. Several names of one specification count
 * as one run.
 */
final class Goal {
  private final Optional<StopWhen> rule;
  private final Map<String, String> specifications = new HashMap<>();
  private final Set<String> there = new LinkedHashSet<>();
  private boolean reached;

  /**
   * @param rule empty for a sweep that ends when all its runs have
   */
  Goal(Optional<StopWhen> rule) {
    this.rule = rule;
  }

  /** Takes a run into the sweep; whatever is seen of a run before counts nothing. */
  void admit(RunSpec run) {
    specifications.put(run.name(), run.hash());
  }

  /** A run as its files tell. */
  void see(RunState run) {
    run.metrics().ifPresent(metrics -> see(run.spec().name(), metrics));
  }

  /** A run as its task or its end tells. */
  void see(RunProgress run) {
    run.metrics().ifPresent(metrics -> see(run.run(), metrics));
  }

  /** The newest checkpoint decides, until the goal is reached, which is for good. */
  private void see(String run, LatestMetrics metrics) {
    if (rule.isEmpty() || reached) {
      return;
    }
    if (rule.get().isMetBy(metrics.compared(rule.get().metric()))) {
      there.add(run);
    } else {
      there.remove(run);
    }
    long runs = there.stream().map(specifications::get).filter(Objects::nonNull).distinct().count();
    reached = runs >= rule.get().runs();
  }

  boolean reached() {
    return reached;
  }

  /** Who got there, in a line. */
  String line() {
    StopWhen when = rule.orElseThrow();
    return String.format(
        Locale.ROOT,
        "stop-when: %s is %s %s in %s",
        when.metric().name(),
        Preference.bound(when.metric()),
        RunFlags.format(when.bound()),
        String.join(", ", there));
  }
}
