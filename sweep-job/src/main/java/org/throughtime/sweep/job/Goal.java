package org.throughtime.sweep.job;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.throughtime.model.train.RunFlags;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;

/** Counts the runs that got to where a sweep is over. */
final class Goal {
  private final Optional<StopWhen> rule;
  private final Set<String> there = new LinkedHashSet<>();

  /**
   * @param rule empty for a sweep that ends when all its runs have
   */
  Goal(Optional<StopWhen> rule) {
    this.rule = rule;
  }

  /** A run as its files tell. */
  void see(RunState run) {
    run.metrics().ifPresent(metrics -> see(run.spec().name(), metrics));
  }

  /** A run as its task or its end tells. */
  void see(RunProgress run) {
    run.metrics().ifPresent(metrics -> see(run.run(), metrics));
  }

  private void see(String run, LatestMetrics metrics) {
    if (rule.isPresent() && metrics.value(rule.get().metric()) < rule.get().below()) {
      there.add(run);
    }
  }

  boolean reached() {
    return rule.isPresent() && there.size() >= rule.get().runs();
  }

  /** Who got there, in a line. */
  String line() {
    StopWhen when = rule.orElseThrow();
    return String.format(
        Locale.ROOT,
        "stop-when: %s is below %s in %s",
        when.metric().name(),
        RunFlags.format(when.below()),
        String.join(", ", there));
  }
}
