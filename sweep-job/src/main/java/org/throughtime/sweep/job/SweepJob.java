package org.throughtime.sweep.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.plan.Halving;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.RunCost;
import org.throughtime.sweep.plan.SweepPlan;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.record.Execution;
import org.throughtime.sweep.record.Preparation;
import org.throughtime.sweep.record.Provenance;
import org.throughtime.sweep.record.ResultsDirectory;
import org.throughtime.sweep.record.RunRow;
import org.throughtime.sweep.record.RunState;
import org.throughtime.sweep.record.SweepManifest;
import org.throughtime.sweep.record.SweepStatus;

/**
 * Runs the runs of a plan on Spark.
 *
 * <p>Every run is a job of its own with one task: so its stage carries its name in Spark's UI, and
 * a run that takes its executor down again and again ends alone. The scheduler starts jobs in the
 * order in which they come, which is the plan's.
 */
public final class SweepJob {
  /** How often the driver looks for runs that ended, in milliseconds. */
  private static final long POLL = 50;

  /** Whoever interrupts a sweep waits ten seconds at most. */
  private static final Duration INTERRUPTED_PATIENCE = Duration.ofSeconds(7);

  /** A limit has more time than a person. */
  private static final Duration LIMIT_PATIENCE = Duration.ofMinutes(10);

  private final JavaSparkContext spark;
  private final ResultsDirectory directory;
  private final ProgressDisplay display;
  private final Consumer<String> notes;
  private final Runnable owned;
  private final Training training;

  /**
   * @param spark where the runs are computed
   * @param directory where they leave what they leave
   * @param display shows progress while runs train
   * @param notes told in a line of whatever a reader should know
   * @param owned called now and then; throws where the directory is this driver's no more
   */
  public SweepJob(
      JavaSparkContext spark,
      ResultsDirectory directory,
      ProgressDisplay display,
      Consumer<String> notes,
      Runnable owned) {
    this(spark, directory, display, notes, owned, Training::byTrainer);
  }

  SweepJob(
      JavaSparkContext spark,
      ResultsDirectory directory,
      ProgressDisplay display,
      Consumer<String> notes,
      Runnable owned,
      Training training) {
    this.spark = spark;
    this.directory = directory;
    this.display = display;
    this.notes = notes;
    this.owned = owned;
    this.training = training;
  }

  /**
   * Sets what sweeps need of Spark where the user has not: progress comes with the executors'
   * heartbeats, so they beat every second; the driver takes a buffer of a broadcast block for every
   * run, of which a few KB are used; and a task of hours may lose more executors than one of
   * seconds, and goes on where it was.
   */
  public static SparkConf configure(SparkConf conf) {
    return conf.setIfMissing("spark.executor.heartbeatInterval", "1s")
        .setIfMissing("spark.broadcast.blockSize", "64k")
        .setIfMissing("spark.task.maxFailures", "16");
  }

  /**
   * Runs whatever of the plan is not done yet, and returns when all of it has ended or a limit
   * stopped it. What earlier attempts committed goes on where it was.
   *
   * @param fresh whether all of it begins anew, whatever is there
   * @return an outcome for every run of the plan, in its order
   * @throws org.throughtime.sweep.record.ResultsException where the directory belongs to another
   *     sweep, or cannot be written to
   * @throws CancellationException where the thread was interrupted, which is cleared then. Runs had
   *     some seconds to commit
   * @throws SparkStoppedException where Spark stopped, of itself or because this JVM is ending
   * @throws IOException where the results cannot be read
   */
  public List<RunOutcome> run(SweepPlan plan, boolean fresh) throws IOException {
    SweepManifest manifest = SweepManifest.extend(directory, plan.name(), plan.runs());
    Map<String, RunOutcome> outcomes = new LinkedHashMap<>();
    plan.runs().forEach(run -> outcomes.put(run.name(), null));
    Map<RunSpec, RunState> states =
        SweepStatus.read(directory).map(SweepStatus::runs).orElse(List.of()).stream()
            .collect(Collectors.toMap(RunState::spec, state -> state));
    List<RunSpec> todo = new ArrayList<>();
    for (RunSpec run : plan.runs()) {
      RunState state = states.get(run);
      if (!fresh && state != null && state.done()) {
        outcomes.put(run.name(), skipped(state));
      } else {
        todo.add(run);
      }
    }
    Goal goal = new Goal(plan.goal());
    if (!fresh) {
      plan.runs().stream().map(states::get).filter(Objects::nonNull).forEach(goal::see);
    }
    Preparation preparation = new Preparation(directory, notes);
    Stage stage = new Stage(plan, manifest, preparation, goal, outcomes);
    if (goal.reached()) {
      // Whatever is left of the others stays as it is.
      preparation.prepare(manifest, List.of(), false);
      notes.accept(goal.line() + "; nothing is left to do");
      todo.forEach(run -> outcomes.put(run.name(), stopped(run).dismiss()));
    } else if (plan.halving().isPresent()) {
      climb(plan.halving().get(), plan.runs(), todo, stage, fresh);
    } else {
      stage.train(todo, Integer.MAX_VALUE, fresh);
    }
    for (RunSpec run : todo) {
      if (outcomes.get(run.name()) == null) {
        outcomes.put(run.name(), goal.reached() ? stopped(run).dismiss() : stopped(run));
      }
    }
    tidy(preparation, outcomes.values());
    return List.copyOf(outcomes.values());
  }

  /** Rung by rung; those of the last one to their ends. */
  private void climb(
      Halving halving, List<RunSpec> runs, List<RunSpec> undone, Stage stage, boolean fresh)
      throws IOException {
    Ladder ladder = new Ladder(directory, halving, notes);
    List<RunSpec> left = runs;
    boolean anew = fresh;
    for (int rung : halving.rungs()) {
      List<RunSpec> below = anew ? left : ladder.below(rung, left);
      if (!stage.train(below, rung, anew)) {
        return;
      }
      anew = false;
      List<RunSpec> survivors = ladder.survivors(rung, left);
      left.stream()
          .filter(run -> !survivors.contains(run) && undone.contains(run))
          .forEach(stage::dismiss);
      left = survivors;
    }
    stage.train(left.stream().filter(stage::isUndone).toList(), Integer.MAX_VALUE, false);
  }

  /** What the stages of one sweep have in common. */
  private final class Stage {
    private final SweepPlan plan;
    private final SweepManifest manifest;
    private final Preparation preparation;
    private final Goal goal;
    private final Map<String, RunOutcome> outcomes;
    private final long start = System.nanoTime();

    Stage(
        SweepPlan plan,
        SweepManifest manifest,
        Preparation preparation,
        Goal goal,
        Map<String, RunOutcome> outcomes) {
      this.plan = plan;
      this.manifest = manifest;
      this.preparation = preparation;
      this.goal = goal;
      this.outcomes = outcomes;
    }

    /**
     * Trains runs to their ends or to a rung.
     *
     * @return whether all came there: neither a limit nor the goal stopped one on the way
     */
    boolean train(List<RunSpec> runs, int rung, boolean fresh) {
      Map<String, Integer> begun = preparation.prepare(manifest, runs, fresh);
      SweepProgress progress =
          new SweepProgress(plan.name(), runs, begun, RunCost::of, SweepJob::awake);
      compute(this, runs, rung, begun, progress);
      return !goal.reached()
          && runs.stream()
              .map(run -> outcomes.get(run.name()))
              .noneMatch(o -> o.status() == RunStatus.STOPPED && o.progress().iterations() < rung);
    }

    void dismiss(RunSpec run) {
      RunOutcome last = outcomes.get(run.name());
      if (last == null || last.status() == RunStatus.STOPPED) {
        outcomes.put(run.name(), (last == null ? stopped(run) : last).dismiss());
      }
    }

    boolean isUndone(RunSpec run) {
      RunOutcome last = outcomes.get(run.name());
      return last == null || last.status() == RunStatus.STOPPED;
    }
  }

  private static RunOutcome stopped(RunSpec run) {
    return new RunOutcome(nothing(run), RunStatus.STOPPED, false, 0, "", false, List.of());
  }

  private void tidy(Preparation preparation, Collection<RunOutcome> outcomes) {
    try {
      preparation.tidy(
          outcomes.stream()
              .filter(o -> o.status() != RunStatus.FAILED && o.status() != RunStatus.STOPPED)
              .map(RunOutcome::run)
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      notes.accept(directory.uri() + ": cannot be tidied up (" + e.getMessage() + ")");
    }
  }

  private void compute(
      Stage stage,
      List<RunSpec> todo,
      int rung,
      Map<String, Integer> begun,
      SweepProgress progress) {
    SweepPlan plan = stage.plan;
    ProgressFeed feed = new ProgressFeed(progress);
    spark.sc().addSparkListener(feed);
    try {
      Submission submission = new Submission(stage, todo, rung, begun, feed);
      try {
        submission.run(progress, stage.outcomes);
        display.finish(progress);
      } catch (InterruptedException e) {
        submission.stop(INTERRUPTED_PATIENCE);
        throw interrupted(plan.name());
      }
    } catch (InterruptedException e) {
      throw interrupted(plan.name());
    } catch (IllegalStateException e) {
      // So Spark refuses whatever is asked of it once it is stopped.
      throw spark.sc().isStopped() ? new SparkStoppedException(plan.name()) : e;
    } finally {
      spark.sc().removeSparkListener(feed);
    }
  }

  /** Does not go on while a laptop sleeps, as the clock on the wall does. */
  private static Instant awake() {
    return Instant.EPOCH.plusNanos(System.nanoTime());
  }

  private static CancellationException interrupted(String sweep) {
    return new CancellationException("sweep " + sweep + " was interrupted");
  }

  private static RunOutcome skipped(RunState state) {
    return new RunOutcome(
        nothing(state.spec()),
        RunStatus.valueOf(state.status().toUpperCase(Locale.ROOT)),
        true,
        0,
        "",
        false,
        List.of());
  }

  private static RunProgress nothing(RunSpec run) {
    return RunProgress.none(run.name(), run.optimizer().maxiters());
  }

  /** The jobs of one sweep. */
  private final class Submission {
    /** Enough to keep every core busy; not more, so that the driver stays small. */
    private final int window = Math.max(32, 4 * spark.defaultParallelism());

    private final String sweep;
    private final Limits limits;
    private final long start;
    private final Goal goal;
    private final int rung;
    private final Map<String, Integer> begun;
    private final ProgressFeed feed;
    private final Deque<RunSpec> waiting;
    private final Map<RunSpec, JavaFutureAction<List<RunOutcome>>> submitted =
        new LinkedHashMap<>();
    private final Broadcast<SerializableConfiguration> configuration;
    private final ProgressAccumulator accumulator = new ProgressAccumulator();

    Submission(
        Stage stage, List<RunSpec> todo, int rung, Map<String, Integer> begun, ProgressFeed feed) {
      this.sweep = stage.plan.name();
      this.limits = stage.plan.limits();
      this.start = stage.start;
      this.goal = stage.goal;
      this.rung = rung;
      this.begun = begun;
      this.feed = feed;
      this.waiting = new ArrayDeque<>(todo);
      this.configuration =
          spark.broadcast(new SerializableConfiguration(directory.configuration()));
      spark.sc().register(accumulator, "run");
    }

    void run(SweepProgress progress, Map<String, RunOutcome> outcomes) throws InterruptedException {
      while (!waiting.isEmpty() || !submitted.isEmpty()) {
        owned.run();
        while (!waiting.isEmpty() && submitted.size() < window) {
          RunSpec run = waiting.remove();
          submitted.put(run, submit(run));
        }
        collect(progress, outcomes);
        progress.view().running().forEach(run -> goal.see(run.progress()));
        display.show(progress);
        if (limits.sweep().filter(most -> System.nanoTime() - start >= most.toNanos()).isPresent()
            && !submitted.isEmpty()) {
          stopAll("its limit is reached; the same command goes on", false, progress, outcomes);
        } else if (goal.reached()) {
          stopAll(goal.line(), true, progress, outcomes);
        }
        Thread.sleep(POLL);
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

    private void ended(
        RunOutcome outcome, SweepProgress progress, Map<String, RunOutcome> outcomes) {
      outcomes.put(outcome.run(), outcome);
      goal.see(outcome.progress());
      progress.ended(outcome.progress(), outcome.status(), outcome.seconds(), outcome.error());
      outcome.notes().forEach(note -> notes.accept(outcome.run() + ": " + note));
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
      notes.accept("sweep " + sweep + ": " + why);
      for (RunSpec run : left) {
        Optional<RunOutcome> atItsEnd = atItsEnd(stopping.get(run));
        if (atItsEnd.isPresent()) {
          ended(atItsEnd.get(), progress, outcomes);
          continue;
        }
        Optional<RunProgress> latest = progress.running(run.name());
        RunOutcome outcome =
            new RunOutcome(
                latest.orElse(nothing(run)), RunStatus.STOPPED, false, 0, "", dismissed, List.of());
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
      while (feed.anyRunning() && !spark.sc().isStopped() && System.nanoTime() < end) {
        Thread.sleep(POLL);
      }
    }

    private JavaFutureAction<List<RunOutcome>> submit(RunSpec run) {
      spark.setJobGroup(sweep, run.name());
      spark.setLocalProperty(ProgressFeed.RUN_PROPERTY, run.name());
      try {
        RunTask task =
            new RunTask(
                run,
                begun.containsKey(run.name()),
                limits,
                rung,
                directory.uri(),
                configuration,
                accumulator,
                training);
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
        return lost(run, e.getCause());
      }
    }

    /**
     * Spark gave the run up: nothing is left to write its row but the driver, unless an executor
     * that Spark no longer hears of brought it to its end.
     */
    private RunOutcome lost(RunSpec run, Throwable cause) {
      Optional<RunState> ended = ended(run);
      if (ended.isPresent()) {
        return skipped(ended.get());
      }
      String error = LostRun.reason(cause);
      RunRow row =
          new RunRow(
              run,
              RunStatus.FAILED.label(),
              OptionalInt.empty(),
              Optional.empty(),
              Optional.of(new Execution(0, 1, Provenance.here(run.backend()))),
              Optional.of(error));
      try {
        directory.commit(row);
      } catch (IOException e) {
        error += " (and its row could not be written)";
      }
      return new RunOutcome(nothing(run), RunStatus.FAILED, false, 0, error, false, List.of());
    }

    private Optional<RunState> ended(RunSpec run) {
      try {
        return SweepStatus.read(directory).map(SweepStatus::runs).orElse(List.of()).stream()
            .filter(state -> state.spec().equals(run) && state.done())
            .findFirst();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
  }
}
