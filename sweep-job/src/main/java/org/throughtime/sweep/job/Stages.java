package org.throughtime.sweep.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.plan.RunCost;
import org.throughtime.sweep.plan.SweepPlan;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.store.SweepManifest;

/** The stages of one sweep: each trains runs to their ends or to a rung, and has their outcomes. */
final class Stages {
  /** Whoever interrupts a sweep waits ten seconds at most. */
  private static final Duration INTERRUPTED_PATIENCE = Duration.ofSeconds(7);

  private final SweepContext context;
  private final SweepPlan plan;
  private final SweepManifest manifest;
  private final Preparation preparation;
  private final Goal goal;
  private final Map<String, RunOutcome> outcomes;
  private final long start = System.nanoTime();

  /**
   * @param outcomes by name of a run, null where there is none yet; stages put theirs in
   */
  Stages(
      SweepContext context,
      SweepPlan plan,
      SweepManifest manifest,
      Preparation preparation,
      Goal goal,
      Map<String, RunOutcome> outcomes) {
    this.context = context;
    this.plan = plan;
    this.manifest = manifest;
    this.preparation = preparation;
    this.goal = goal;
    this.outcomes = outcomes;
  }

  /**
   * Trains runs to their ends or to a rung.
   *
   * @param rung iterations behind which they stop
   * @param fresh whether they begin anew
   * @return whether all came there: neither a limit nor the goal stopped one on the way
   * @throws CancellationException where the thread was interrupted
   * @throws SparkStoppedException where Spark stopped
   */
  boolean train(List<RunSpec> runs, int rung, boolean fresh) {
    Map<String, Integer> begun = preparation.prepare(manifest, runs, fresh);
    SweepProgress progress =
        new SweepProgress(plan.name(), rung, runs, begun, RunCost::of, Stages::awake);
    compute(runs, rung, begun, progress);
    return !goal.reached()
        && runs.stream()
            .map(run -> outcomes.get(run.name()))
            .noneMatch(o -> o.status() == RunStatus.STOPPED && o.progress().iterations() < rung);
  }

  /** The sweep goes on without a run that could go on. */
  void dismiss(RunSpec run) {
    if (isUndone(run)) {
      RunOutcome last = outcomes.get(run.name());
      outcomes.put(run.name(), (last == null ? RunOutcome.waiting(run) : last).dismiss());
    }
  }

  /** Whether a run could go on. */
  boolean isUndone(RunSpec run) {
    RunOutcome last = outcomes.get(run.name());
    return last == null || last.status() == RunStatus.STOPPED;
  }

  private void compute(
      List<RunSpec> runs, int rung, Map<String, Integer> begun, SweepProgress progress) {
    var spark = context.spark().sc();
    ProgressFeed feed = new ProgressFeed(progress);
    spark.addSparkListener(feed);
    try {
      Submission submission = new Submission(context, plan, start, goal, runs, rung, begun, feed);
      try {
        submission.run(progress, outcomes);
        context.display().finish(progress);
      } catch (InterruptedException e) {
        submission.stop(INTERRUPTED_PATIENCE);
        throw interrupted();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (IllegalStateException e) {
      // So Spark refuses whatever is asked of it once it is stopped.
      throw spark.isStopped() ? new SparkStoppedException(plan.name()) : e;
    } finally {
      spark.removeSparkListener(feed);
    }
  }

  /** Does not go on while a laptop sleeps, as the clock on the wall does. */
  private static Instant awake() {
    return Instant.EPOCH.plusNanos(System.nanoTime());
  }

  private CancellationException interrupted() {
    return new CancellationException("sweep " + plan.name() + " was interrupted");
  }
}
