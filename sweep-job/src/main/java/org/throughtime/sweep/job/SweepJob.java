package org.throughtime.sweep.job;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.plan.RunCost;
import org.throughtime.sweep.plan.SweepPlan;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.record.Execution;
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

  private final JavaSparkContext spark;
  private final ResultsDirectory directory;
  private final ProgressDisplay display;
  private final Training training;

  /**
   * @param spark where the runs are computed
   * @param directory where they leave what they leave
   * @param display shows progress while runs train
   */
  public SweepJob(JavaSparkContext spark, ResultsDirectory directory, ProgressDisplay display) {
    this(spark, directory, display, Training::byTrainer);
  }

  SweepJob(
      JavaSparkContext spark,
      ResultsDirectory directory,
      ProgressDisplay display,
      Training training) {
    this.spark = spark;
    this.directory = directory;
    this.display = display;
    this.training = training;
  }

  /**
   * Sets what sweeps need of Spark where the user has not: progress comes with the executors'
   * heartbeats, so they beat every second; and the driver takes a buffer of a broadcast block for
   * every run, of which a few KB are used.
   */
  public static SparkConf configure(SparkConf conf) {
    return conf.setIfMissing("spark.executor.heartbeatInterval", "1s")
        .setIfMissing("spark.broadcast.blockSize", "64k");
  }

  /**
   * Runs whatever of the plan is not done yet, and returns when all of it has ended.
   *
   * @return an outcome for every run of the plan, in its order
   * @throws org.throughtime.sweep.record.ResultsException where the directory belongs to another
   *     sweep, holds a run of the same name with other flags, or cannot be written to
   * @throws CancellationException where the sweep was interrupted: by the thread's interruption, or
   *     because this JVM is ending
   * @throws SparkStoppedException where Spark stopped for another reason
   * @throws IOException where the results cannot be read
   */
  public List<RunOutcome> run(SweepPlan plan) throws IOException {
    SweepManifest manifest = SweepManifest.extend(directory, plan.name(), plan.runs());
    Map<String, RunOutcome> outcomes = new LinkedHashMap<>();
    plan.runs().forEach(run -> outcomes.put(run.name(), null));
    Map<String, RunState> states =
        SweepStatus.read(directory).map(SweepStatus::runs).orElse(List.of()).stream()
            .collect(Collectors.toMap(state -> state.spec().name(), state -> state));
    List<RunSpec> todo = new ArrayList<>();
    for (RunSpec run : plan.runs()) {
      RunState state = states.get(run.name());
      if (state != null && state.done()) {
        outcomes.put(run.name(), skipped(state));
      } else {
        todo.add(run);
      }
    }
    directory.prepare(manifest, todo);
    SweepProgress progress =
        new SweepProgress(plan.name(), todo, RunCost::of, InstantSource.system());
    compute(plan.name(), todo, progress, outcomes);
    return List.copyOf(outcomes.values());
  }

  private void compute(
      String sweep, List<RunSpec> todo, SweepProgress progress, Map<String, RunOutcome> outcomes)
      throws IOException {
    ProgressFeed feed = new ProgressFeed(progress);
    try {
      spark.sc().addSparkListener(feed);
      new Submission(sweep, todo).run(progress, outcomes);
      display.finish(progress);
    } catch (InterruptedException e) {
      spark.cancelJobGroup(sweep);
      Thread.currentThread().interrupt();
      throw interrupted(sweep);
    } catch (IllegalStateException e) {
      // So Spark refuses whatever is asked of it once it is stopped.
      throw spark.sc().isStopped() ? stopped(sweep) : e;
    } finally {
      spark.sc().removeSparkListener(feed);
    }
  }

  /** Spark stops when this JVM is told to, and when its cluster gives the application up. */
  private static RuntimeException stopped(String sweep) {
    return ShutdownHookManager.get().isShutdownInProgress()
        ? interrupted(sweep)
        : new SparkStoppedException(sweep);
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
        "");
  }

  private static RunProgress nothing(RunSpec run) {
    return RunProgress.none(run.name(), run.optimizer().maxiters());
  }

  /** The jobs of one sweep. */
  private final class Submission {
    /** Enough to keep every core busy; not more, so that the driver stays small. */
    private final int window = Math.max(32, 4 * spark.defaultParallelism());

    private final String sweep;
    private final Deque<RunSpec> waiting;
    private final Map<RunSpec, JavaFutureAction<List<RunOutcome>>> submitted =
        new LinkedHashMap<>();
    private final Broadcast<SerializableConfiguration> configuration;
    private final ProgressAccumulator accumulator = new ProgressAccumulator();

    Submission(String sweep, List<RunSpec> todo) {
      this.sweep = sweep;
      this.waiting = new ArrayDeque<>(todo);
      this.configuration =
          spark.broadcast(new SerializableConfiguration(directory.configuration()));
      spark.sc().register(accumulator, "run");
    }

    void run(SweepProgress progress, Map<String, RunOutcome> outcomes) throws InterruptedException {
      while (!waiting.isEmpty() || !submitted.isEmpty()) {
        while (!waiting.isEmpty() && submitted.size() < window) {
          RunSpec run = waiting.remove();
          submitted.put(run, submit(run));
        }
        for (RunSpec run : List.copyOf(submitted.keySet())) {
          JavaFutureAction<List<RunOutcome>> future = submitted.get(run);
          if (future.isDone()) {
            submitted.remove(run);
            RunOutcome outcome = outcome(run, future);
            outcomes.put(run.name(), outcome);
            progress.ended(
                outcome.progress(), outcome.status(), outcome.seconds(), outcome.error());
          }
        }
        display.show(progress);
        Thread.sleep(POLL);
      }
    }

    private JavaFutureAction<List<RunOutcome>> submit(RunSpec run) {
      spark.setJobGroup(sweep, run.name());
      spark.setLocalProperty(ProgressFeed.RUN_PROPERTY, run.name());
      try {
        return spark
            .parallelize(List.of(0), 1)
            .map(new RunTask(run, directory.uri(), configuration, accumulator, training))
            .collectAsync();
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
          throw stopped(sweep);
        }
        return lost(run, e.getCause());
      }
    }

    /** Spark gave the run up: nothing is left to write its row but the driver. */
    private RunOutcome lost(RunSpec run, Throwable cause) {
      String error = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      RunRow row =
          new RunRow(
              run,
              RunStatus.FAILED,
              OptionalInt.empty(),
              Optional.empty(),
              new Execution(0, 1, Provenance.here(run.backend())),
              Optional.of(error));
      try {
        directory.commit(row);
      } catch (IOException e) {
        error += " (and its row could not be written: " + e.getMessage() + ")";
      }
      return new RunOutcome(nothing(run), RunStatus.FAILED, false, 0, error);
    }
  }
}
