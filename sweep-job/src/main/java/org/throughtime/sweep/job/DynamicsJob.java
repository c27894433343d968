package org.throughtime.sweep.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;

/**
 * Measures runs as dynamical systems on Spark, with one task for every run and checkpoint. It can
 * work while the sweep trains, because it reads only the weights and writes only files of its own.
 */
public final class DynamicsJob {
  /** How often the driver looks whether the tasks have ended, in milliseconds. */
  private static final long POLL = 50;

  /** How often it looks whether the storage is away. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final JavaSparkContext spark;
  private final ResultsDirectory directory;

  /**
   * @param spark where the tasks run
   * @param directory of the runs
   */
  public DynamicsJob(JavaSparkContext spark, ResultsDirectory directory) {
    this.spark = spark;
    this.directory = directory;
  }

  /**
   * A measured checkpoint.
   *
   * @param run its name
   * @param row of {@code dynamics}
   * @param computed whether it was computed now
   */
  public record Measured(String run, MetricValues row, boolean computed) {}

  /**
   * Measures the checkpoints of runs that are not measured yet.
   *
   * @param every a kept checkpoint is measured where its n is a multiple
   * @param notes told which runs have kept no weights, and so have only their last ones measured
   * @param faults told what could not be measured, and why
   * @return in order of the runs, then of the checkpoints
   * @throws InterruptedException where this thread was interrupted; what was measured is committed
   * @throws StorageAwayException where its storage was away for too long
   * @throws IOException where the directory cannot be read
   */
  public List<Measured> measure(
      List<RunSpec> runs, int every, Consumer<String> notes, Consumer<String> faults)
      throws IOException, InterruptedException {
    SweepSnapshot sweep = SweepSnapshot.read(directory).orElseThrow();
    List<DynamicsTask.Checkpoint> checkpoints = new ArrayList<>();
    List<String> withoutKept = new ArrayList<>();
    for (RunSpec run : runs) {
      List<Integer> kept = sweep.keptWeights(run);
      Optional<Integer> last = sweep.newestState(run).map(RunSnapshot::steps);
      List<Integer> chosen = new ArrayList<>(kept.stream().filter(n -> n % every == 0).toList());
      boolean ended = sweep.state(run).status().isDone();
      if (last.isPresent() && last.get() >= 0 && (kept.isEmpty() || ended)) {
        last.filter(n -> !chosen.contains(n)).ifPresent(chosen::add);
      }
      if (chosen.isEmpty()) {
        faults.accept(
            "run %s is not measured: %s"
                .formatted(
                    run.name(),
                    kept.isEmpty()
                        ? "it has no weights yet; repeat this command after its first snapshot"
                        : "it has kept no weights at a multiple of " + every + " yet"));
      } else if (kept.isEmpty()) {
        withoutKept.add(run.name());
      }
      chosen.forEach(
          n -> checkpoints.add(new DynamicsTask.Checkpoint(new LinkedHashMap<>(run.flags()), n)));
    }
    if (!withoutKept.isEmpty()) {
      notes.accept(
          "only the last weights of "
              + String.join(", ", withoutKept)
              + " are measured; set dynamics = 2000 to keep the weights of every 2,000th iteration");
    }
    return measured(checkpoints, faults);
  }

  private List<Measured> measured(
      List<DynamicsTask.Checkpoint> checkpoints, Consumer<String> faults)
      throws IOException, InterruptedException {
    if (checkpoints.isEmpty()) {
      return List.of();
    }
    DynamicsTask task =
        new DynamicsTask(
            directory.uri(),
            spark.broadcast(new SerializableConfiguration(directory.configuration())));
    spark.setJobGroup("dynamics", "a task a checkpoint");
    JavaFutureAction<List<DynamicsTask.Outcome>> found;
    try {
      found = spark.parallelize(checkpoints, checkpoints.size()).map(task).collectAsync();
    } finally {
      spark.clearJobGroup();
    }
    List<DynamicsTask.Outcome> outcomes;
    try {
      watchStorage(found);
      outcomes = found.get();
    } catch (ExecutionException e) {
      throw new IOException(LostRun.reason(e.getCause()), e);
    } finally {
      found.cancel(true);
    }
    List<Measured> measured = new ArrayList<>();
    for (DynamicsTask.Outcome outcome : outcomes) {
      if (outcome.row() == null) {
        faults.accept(
            "run %s is not measured at iteration %d: %s"
                .formatted(outcome.run(), outcome.n(), outcome.fault()));
      } else {
        measured.add(new Measured(outcome.run(), outcome.row(), outcome.computed()));
      }
    }
    return measured;
  }

  /**
   * Tasks that wait for storage cannot say so before they end, so the driver looks for itself.
   *
   * @throws StorageAwayException where it was away for too long
   */
  private void watchStorage(JavaFutureAction<?> found) throws IOException, InterruptedException {
    long looked = System.nanoTime();
    while (!found.isDone()) {
      if (System.nanoTime() - looked >= LOOK.toNanos()) {
        directory.exists(directory.commands());
        looked = System.nanoTime();
      }
      Thread.sleep(POLL);
    }
  }
}
