package org.throughtime.sweep.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.RunCost;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.snapshot.RunId;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.strategy.Round;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;

/**
 * The stages of one sweep. Each trains runs to their ends or to a rung, and returns their outcomes.
 */
final class Stages {
  /** Whoever interrupts a sweep waits ten seconds at most. */
  private static final Duration INTERRUPTED_PATIENCE = Duration.ofSeconds(7);

  private final SweepContext context;
  private final SweepPlan plan;
  private final Preparation preparation;
  private final Goal goal;
  private final Map<RunId, RunState> there;
  private final List<RunSpec> admitted = new ArrayList<>();

  /** By name of a run; none for one that this driver has yet to train. */
  private final Map<String, RunOutcome> outcomes = new HashMap<>();

  private final long start = System.nanoTime();
  private SweepManifest manifest;
  private Optional<SweepManifest> prepared = Optional.empty();

  /**
   * @param manifest of the directory; it grows with the runs of the sweep
   * @param there how runs stand that were begun before; none where they begin anew
   */
  Stages(
      SweepContext context,
      SweepPlan plan,
      SweepManifest manifest,
      Preparation preparation,
      Map<RunId, RunState> there) {
    this.context = context;
    this.plan = plan;
    this.manifest = manifest;
    this.preparation = preparation;
    this.goal = new Goal(plan.goal());
    this.there = there;
  }

  /**
   * Takes runs into the sweep.
   *
   * @return whether there is anything to train: false where runs that are there reach the goal
   */
  boolean admit(List<RunSpec> runs) {
    manifest = manifest.with(runs);
    for (RunSpec run : runs) {
      admitted.add(run);
      goal.admit(run);
      RunState state = there.get(RunId.of(run));
      if (state != null) {
        goal.see(state);
      }
      if (state != null && state.status().isDone()) {
        outcomes.put(run.name(), RunOutcome.skipped(run, state.status()));
      }
    }
    if (goal.reached()) {
      // Whatever is left of the others stays as it is.
      preparation.prepare(manifest, List.of(), false);
      context.notes().accept(goal.line() + "; nothing is left to do");
    }
    return !goal.reached();
  }

  /**
   * Trains runs to their ends or to a rung.
   *
   * @param rung iterations behind which they stop
   * @param anew those of them that begin anew
   * @return whether all came there: neither a limit nor the goal stopped one on the way
   * @throws CancellationException where the thread was interrupted
   * @throws StorageAwayException where the storage was away for too long
   * @throws SparkStoppedException where Spark stopped
   */
  boolean train(List<RunSpec> runs, int rung, Set<RunSpec> anew) {
    manifest = manifest.goingOn(runs, Round.END);
    if (runs.isEmpty() && plan.grows() && prepared.equals(Optional.of(manifest))) {
      return true;
    }
    Map<String, Integer> begun = prepare(runs, anew);
    prepared = Optional.of(manifest);
    SweepProgress progress =
        new SweepProgress(title(), rung, runs, begun, RunCost::of, Stages::awake);
    if (rung == Round.END && runs.size() >= SweepJob.JOINED_FROM) {
      progress.joinsFilesAtItsEnd();
    }
    compute(runs, rung, begun, progress);
    return !goal.reached()
        && runs.stream()
            .map(run -> outcomes.get(run.name()))
            .noneMatch(o -> o.status() == Status.STOPPED && o.progress().iterations() < rung);
  }

  private Map<String, Integer> prepare(List<RunSpec> runs, Set<RunSpec> anew) {
    if (!anew.isEmpty()) {
      preparation.prepare(manifest, runs.stream().filter(anew::contains).toList(), true);
    }
    List<RunSpec> goingOn = runs.stream().filter(run -> !anew.contains(run)).toList();
    return goingOn.isEmpty() && !anew.isEmpty()
        ? Map.of()
        : preparation.prepare(manifest, goingOn, false);
  }

  /** Shows where the sweep may grow that what is seen is a part of it. */
  private String title() {
    return plan.grows()
        ? plan.name() + ", " + admitted.size() + " of " + plan.strategy().size() + " runs"
        : plan.name();
  }

  /** An outcome for every run, in the order in which they were taken in. */
  List<RunOutcome> outcomes() {
    return admitted.stream()
        .map(
            run -> {
              RunOutcome outcome = outcomes.get(run.name());
              RunOutcome waiting = RunOutcome.waiting(run);
              return outcome != null ? outcome : goal.reached() ? waiting.dismiss() : waiting;
            })
        .toList();
  }

  /**
   * Records the decision at a rung; the next stage commits it before it trains.
   *
   * @param left who was there and goes no further, of which those count that could
   * @param goingOn who goes on
   */
  void leaveBehind(List<RunSpec> left, int rung, List<RunSpec> goingOn) {
    List<RunSpec> undone = left.stream().filter(this::isUndone).toList();
    manifest = manifest.leaving(undone, rung).goingOn(goingOn, rung);
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
    return last == null || last.status() == Status.STOPPED;
  }

  private void compute(
      List<RunSpec> runs, int rung, Map<String, Integer> begun, SweepProgress progress) {
    var spark = context.spark().sc();
    ProgressFeed feed = new ProgressFeed(progress);
    spark.addSparkListener(feed);
    try {
      StageJobs jobs = new StageJobs(context, plan, start, goal, runs, rung, begun, feed);
      try {
        jobs.run(progress, outcomes);
        context.display().finish(progress);
        jobs.requireStorage();
      } catch (InterruptedException e) {
        jobs.stop(INTERRUPTED_PATIENCE);
        feed.running().forEach(this::uncommitted);
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

  /** A run commits between two iterations, and a long evaluation is part of one. */
  private void uncommitted(String run) {
    context
        .notes()
        .accept(
            run
                + ": was still in an iteration or an evaluation after "
                + INTERRUPTED_PATIENCE.toSeconds()
                + " s, so it resumes from its last snapshot");
  }

  /** Does not go on while a laptop sleeps, as the clock on the wall does. */
  private static Instant awake() {
    return Instant.EPOCH.plusNanos(System.nanoTime());
  }

  private CancellationException interrupted() {
    return new CancellationException("sweep " + plan.name() + " was interrupted");
  }
}
