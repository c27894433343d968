package org.throughtime.sweep.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.leaderboard.Setting;
import org.throughtime.sweep.plan.RunCost;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.strategy.SweepPlan;

/** A plan as lines for a reader: every run with the flags that distinguish it. */
final class PlanText {
  private static final Set<String> ALWAYS = Set.of("task", "model", "init", "clipstyle");
  private static final int HASH_SHOWN = 8;

  private final SweepPlan plan;
  private final ResultsOverview there;
  private final List<RunSpec> runs;
  private final double cost;
  private final Map<String, Object> defaults;
  private final Set<String> varying;

  PlanText(SweepPlan plan, ResultsOverview there) {
    this.plan = plan;
    this.there = there;
    this.defaults = Defaults.run().flags();
    this.runs = there.runs();
    this.cost = RunCost.total(runs);
    this.varying = Setting.varying(runs.stream().map(RunSpec::flags).toList());
  }

  /** What will run, and where it goes. */
  List<String> heading() {
    List<String> lines = new ArrayList<>();
    String number = runs.size() + (runs.size() == 1 ? " run" : " runs");
    String most = plan.grows() ? " of " + plan.strategy().size() + " at most" : "";
    String estimate = String.format(Locale.ROOT, "%.2g multiply-adds by estimate", cost);
    lines.add("sweep " + plan.name() + ": " + number + most + ", longest first, " + estimate);
    lines.add("results: " + there.summary());
    String shared = flags(runs.get(0), flag -> !shownPerRun(flag) && !isDefault(runs.get(0), flag));
    if (!shared.isEmpty()) {
      lines.add("every run: " + shared);
    }
    plan.goal().ifPresent(goal -> lines.add(text(goal)));
    lines.addAll(plan.strategy().describe());
    lines.addAll(there.changes());
    return lines;
  }

  private static String text(StopWhen goal) {
    return "the sweep ends when %s is %s %s in %s of them"
        .formatted(
            goal.metric().name(),
            Preference.bound(goal.metric()),
            RunFlags.format(goal.bound()),
            goal.runs());
  }

  /** The heading, and a line for every run. */
  List<String> lines() {
    List<String> lines = new ArrayList<>(heading());
    lines.add("");
    int width = runs.stream().mapToInt(r -> r.name().length()).max().orElseThrow();
    int number = 0;
    for (RunSpec run : runs) {
      number++;
      lines.add(
          String.format(
              Locale.ROOT,
              "%3d  %-" + width + "s  %s  %5.1f %%  %s  %s",
              number,
              run.name(),
              run.hash().substring(0, HASH_SHOWN),
              100 * RunCost.of(run) / cost,
              there.of(run),
              flags(run, this::shownPerRun)));
    }
    lines.add("");
    lines.add("(order, run, specification hash, share of the estimate, state, flags)");
    return lines;
  }

  private boolean shownPerRun(String flag) {
    return ALWAYS.contains(flag) || varying.contains(flag);
  }

  private boolean isDefault(RunSpec run, String flag) {
    return run.flags().get(flag).equals(defaults.get(flag));
  }

  private static String flags(RunSpec run, Predicate<String> shown) {
    return Setting.text(run.flags(), flag -> !flag.equals("name") && shown.test(flag));
  }
}
