package org.throughtime.sweep.job;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.strategy.SweepPlan;

/** The jobs of one stage of a sweep: one for each run, as many at a time as keep the cores busy. */
final class StageJobs {
  /** How often the driver looks for runs that ended, in milliseconds. */
  private static final long POLL = 50;

  /** A limit has more time than a person. */
  private static final Duration LIMIT_PATIENCE = Duration.ofMinutes(10);

  /** Runs in flight on a small cluster; a cluster with more cores has more. */
  private static final int LEAST_WINDOW = 32;

  private final SweepContext context;
  private final JavaSparkContext spark;
  private final String sweep;
  private final Limits limits;
  private final long start;
  private final Goal goal;
  private final int rung;
  private final Map<String, Integer> begun;
  private final ProgressFeed feed;
  private final Deque<RunSpec> waiting;

  /** Why, once a run was stopped because its storage was away. */
  private Optional<String> withoutStorage = Optional.empty();

  private final Map<RunSpec, JavaFutureAction<List<RunOutcome>>> submitted = new LinkedHashMap<>();
  private final Broadcast<SerializableConfiguration> configuration;
  private final ProgressAccumulator accumulator = new ProgressAccumulator();

  /**
   * @param plan of the sweep
   * @param start of the sweep, as System.nanoTime tells it
   * @param goal when it is over
   * @param todo runs of the stage, in the order in which they start
   * @param rung iterations behind which they stop
   * @param begun iterations that are behind those that go on from a state, by name
   * @param feed tells of running tasks
   */
  StageJobs(
      SweepContext context,
      SweepPlan plan,
      long start,
      Goal goal,
      List<RunSpec> todo,
      int rung,
      Map<String, Integer> begun,
      ProgressFeed feed) {
    this.context = context;
    this.spark = context.spark();
    this.sweep = plan.name();
    this.limits = plan.limits();
    this.start = start;
    this.goal = goal;
    this.rung = rung;
    this.begun = begun;
    this.feed = feed;
    this.waiting = new ArrayDeque<>(todo);
    this.configuration =
        spark.broadcast(new SerializableConfiguration(context.directory().configuration()));
    spark.sc().register(accumulator, "run");
  }

  /** Returns when all have ended, or were stopped by a limit or the goal. */
  void run(SweepProgress progress, Map<String, RunOutcome> outcomes) throws InterruptedException {
    while (!waiting.isEmpty() || !submitted.isEmpty()) {
      context.owned().run();
      while (!waiting.isEmpty() && submitted.size() < window()) {
        RunSpec run = waiting.remove();
        submitted.put(run, submit(run));
      }
      collect(progress, outcomes);
      progress.view().running().forEach(run -> goal.see(run.progress()));
      context.display().show(progress);
      if (limits.sweep().filter(most -> System.nanoTime() - start >= most.toNanos()).isPresent()
          && !submitted.isEmpty()) {
        stopAll(
            "its limit is reached; the same command resumes the sweep", false, progress, outcomes);
      } else if (withoutStorage.isPresent()) {
        stopAll(
            "its storage is away; the same command resumes the sweep", false, progress, outcomes);
      } else if (goal.reached()) {
        stopAll(goal.line(), true, progress, outcomes);
      }
      Thread.sleep(POLL);
    }
  }

  /**
   * Enough runs to keep every core busy; not more, so that the driver stays small. Executors come
   * and go, so it is asked each time: right after the start of Spark there are none.
   */
  private int window() {
    return Math.max(LEAST_WINDOW, 4 * spark.defaultParallelism());
  }

  /**
   * @throws StorageAwayException where a run was stopped because its storage was away
   */
  void requireStorage() {
    if (withoutStorage.isPresent()) {
      throw new StorageAwayException(withoutStorage.get() + "; the same command resumes the sweep");
    }
  }

  private void collect(SweepProgress progress, Map<String, RunOutcome> outcomes)
      throws InterruptedException {
    for (RunSpec run : List.copyOf(submitted.keySet())) {
      JavaFutureAction<List<RunOutcome>> future = submitted.get(run);
      if (future.isDone()) {
        submitted.remove(run);
        ended(outcome(run, future), progress, outcomes);
      }
    }
  }

  private void ended(RunOutcome outcome, SweepProgress progress, Map<String, RunOutcome> outcomes) {
    outcomes.put(outcome.run(), outcome);
    goal.see(outcome.progress());
    if (outcome.lacksStorage()) {
      withoutStorage = Optional.of(outcome.error());
    }
    progress.ended(outcome.progress(), outcome.status(), outcome.seconds(), outcome.error());
    outcome.notes().forEach(note -> context.notes().accept(outcome.run() + ": " + note));
  }

  /** The sweep is over: what runs stops, what waits keeps waiting. */
  private void stopAll(
      String why, boolean dismissed, SweepProgress progress, Map<String, RunOutcome> outcomes)
      throws InterruptedException {
    collect(progress, outcomes);
    List<RunSpec> left = new ArrayList<>(submitted.keySet());
    left.addAll(waiting);
    waiting.clear();
    Map<RunSpec, JavaFutureAction<List<RunOutcome>>> stopping = new LinkedHashMap<>(submitted);
    submitted.clear();
    stop(LIMIT_PATIENCE);
    context.notes().accept("sweep " + sweep + ": " + why);
    for (RunSpec run : left) {
      Optional<RunOutcome> atItsEnd = atItsEnd(stopping.get(run));
      if (atItsEnd.isPresent()) {
        ended(atItsEnd.get(), progress, outcomes);
        continue;
      }
      Optional<RunProgress> latest = progress.running(run.name());
      RunOutcome stopped = RunOutcome.stopped(latest.orElse(RunOutcome.nothing(run)));
      RunOutcome outcome = dismissed ? stopped.dismiss() : stopped;
      if (latest.isPresent()) {
        ended(outcome, progress, outcomes);
      } else {
        outcomes.put(run.name(), outcome);
      }
    }
  }

  /** A run may come to its end while it is being stopped. */
  private static Optional<RunOutcome> atItsEnd(JavaFutureAction<List<RunOutcome>> future)
      throws InterruptedException {
    try {
      return future != null && future.isDone()
          ? Optional.of(future.get().get(0))
          : Optional.empty();
    } catch (ExecutionException | CancellationException e) {
      return Optional.empty();
    }
  }

  /** Lets the runs that train commit, and waits until they have. */
  void stop(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    spark.cancelJobGroup(sweep);
    while (!feed.running().isEmpty() && !spark.sc().isStopped() && System.nanoTime() < end) {
      Thread.sleep(POLL);
    }
  }

  private JavaFutureAction<List<RunOutcome>> submit(RunSpec run) {
    spark.setJobGroup(sweep, run.name());
    spark.setLocalProperty(ProgressFeed.RUN_PROPERTY, run.name());
    try {
      RunTask task =
          new RunTask(
              new LinkedHashMap<>(run.flags()),
              begun.containsKey(run.name()),
              limits,
              rung,
              context.directory().uri(),
              context.directory().lease(),
              configuration,
              accumulator,
              context.training());
      return spark.parallelize(List.of(0), 1).map(task).collectAsync();
    } finally {
      spark.setLocalProperty(ProgressFeed.RUN_PROPERTY, null);
      spark.clearJobGroup();
    }
  }

  private RunOutcome outcome(RunSpec run, JavaFutureAction<List<RunOutcome>> future)
      throws InterruptedException {
    try {
      return future.get().get(0);
    } catch (ExecutionException e) {
      if (spark.sc().isStopped()) {
        throw new SparkStoppedException(sweep);
      }
      return LostRun.settle(context.directory(), run, e.getCause());
    }
  }
}
