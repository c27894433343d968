package org.throughtime.sweep.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.plan.SweepPlan;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;

/**
 * Runs the runs of a plan on Spark.
 *
 * <p>Every run is a job of its own with one task: so its stage carries its name in Spark's UI, and
 * a run that takes its executor down again and again ends alone. The scheduler starts jobs in the
 * order in which they come, which is the plan's.
 */
public final class SweepJob {
  private final SweepContext context;

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
    this.context = new SweepContext(spark, directory, display, notes, owned, training);
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
   * @throws org.throughtime.sweep.store.ResultsException where the directory belongs to another
   *     sweep, or cannot be written to
   * @throws CancellationException where the thread was interrupted, which is cleared then. Runs had
   *     some seconds to commit
   * @throws SparkStoppedException where Spark stopped, of itself or because this JVM is ending
   * @throws IOException where the results cannot be read
   */
  public List<RunOutcome> run(SweepPlan plan, boolean fresh) throws IOException {
    ResultsDirectory directory = context.directory();
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
        outcomes.put(run.name(), RunOutcome.skipped(state));
      } else {
        todo.add(run);
      }
    }
    Goal goal = new Goal(plan.goal());
    if (!fresh) {
      plan.runs().stream().map(states::get).filter(Objects::nonNull).forEach(goal::see);
    }
    Preparation preparation = new Preparation(directory, context.notes());
    Stages stages = new Stages(context, plan, manifest, preparation, goal, outcomes);
    if (goal.reached()) {
      // Whatever is left of the others stays as it is.
      preparation.prepare(manifest, List.of(), false);
      context.notes().accept(goal.line() + "; nothing is left to do");
      todo.forEach(run -> outcomes.put(run.name(), RunOutcome.waiting(run).dismiss()));
    } else if (plan.selection().isPresent()) {
      new Climb(stages, new Ladder(directory, plan.selection().get(), context.notes()))
          .climb(plan.runs(), todo, fresh);
    } else {
      stages.train(todo, Integer.MAX_VALUE, fresh);
    }
    for (RunSpec run : todo) {
      if (outcomes.get(run.name()) == null) {
        outcomes.put(
            run.name(),
            goal.reached() ? RunOutcome.waiting(run).dismiss() : RunOutcome.waiting(run));
      }
    }
    tidy(preparation, outcomes.values());
    return List.copyOf(outcomes.values());
  }

  private void tidy(Preparation preparation, Collection<RunOutcome> outcomes) {
    try {
      preparation.tidy(
          outcomes.stream()
              .filter(o -> o.status() != RunStatus.FAILED && o.status() != RunStatus.STOPPED)
              .map(RunOutcome::run)
              .collect(Collectors.toSet()));
    } catch (IOException e) {
      context
          .notes()
          .accept(context.directory().uri() + ": cannot be tidied up (" + e.getMessage() + ")");
    }
  }
}
