package org.throughtime.sweep.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.throughtime.model.task.Tasks;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.resume.Generalization;
import org.throughtime.sweep.resume.RunSnapshot;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.table.GeneralizationRow;

/**
 * Evaluates runs on Spark, with one job for every run and one task in it for every length. The
 * driver commits the results of a run when its job is complete, and not before. It does not compute
 * existing results again.
 */
public final class EvaluationJob {
  private static final String GROUP = "certify";

  /** How often the driver looks whether a run is scored, in milliseconds. */
  private static final long POLL = 50;

  private static final Duration TELL = Duration.ofSeconds(10);

  private final JavaSparkContext spark;
  private final ResultsDirectory directory;
  private final Generalization table;
  private final Runnable owned;

  /**
   * @param spark where sequences are scored
   * @param directory of the runs
   * @param owned called before anything is committed, and now and then in a long wait; throws where
   *     the directory is this driver's no more
   */
  public EvaluationJob(JavaSparkContext spark, ResultsDirectory directory, Runnable owned) {
    this.spark = spark;
    this.directory = directory;
    this.table = new Generalization(directory);
    this.owned = owned;
  }

  /** A run whose lengths are being scored. */
  private record Submitted(
      RunSpec run,
      List<GeneralizationRow> there,
      JavaFutureAction<List<EvaluationTask.Outcome>> found) {}

  /**
   * Certifies runs.
   *
   * @param faults told of every run that could not be certified, and why
   * @return by run the rows of this certification, drawn lengths first; nothing of runs that could
   *     not be
   * @throws InterruptedException where this thread was interrupted; runs that were ready are
   *     committed
   * @throws StorageAwayException where its storage was away for too long
   * @throws IOException where the directory cannot be read or written
   */
  public Map<RunSpec, List<GeneralizationRow>> certify(
      List<RunSpec> runs, Evaluation certification, BiConsumer<RunSpec, String> faults)
      throws IOException, InterruptedException {
    table.prepare();
    SweepSnapshot sweep = SweepSnapshot.read(directory).orElseThrow();
    Broadcast<SerializableConfiguration> configuration =
        spark.broadcast(new SerializableConfiguration(directory.configuration()));
    Deque<RunSpec> waiting = new ArrayDeque<>(runs);
    Deque<Submitted> submitted = new ArrayDeque<>();
    Map<RunSpec, List<GeneralizationRow>> rows = new LinkedHashMap<>();
    runs.forEach(run -> rows.put(run, List.of()));
    while (!waiting.isEmpty() || !submitted.isEmpty()) {
      while (!waiting.isEmpty() && submitted.size() < window()) {
        RunSpec run = waiting.remove();
        Optional<RunSnapshot> state = sweep.newestState(run);
        if (state.isEmpty()) {
          faults.accept(run, "has no committed state to evaluate; repeat the command that ran it");
        } else {
          submitted.add(submit(run, state.get().steps(), certification, configuration));
        }
      }
      if (!submitted.isEmpty()) {
        Submitted next = submitted.remove();
        try {
          rows.put(next.run(), ended(next, certification));
        } catch (ExecutionException e) {
          faults.accept(next.run(), LostRun.reason(e.getCause()));
        }
      }
    }
    rows.values().removeIf(List::isEmpty);
    return rows;
  }

  /** Runs in flight; asked each time because executors register after the start of Spark. */
  private int window() {
    return Math.max(2, spark.defaultParallelism());
  }

  /** The longest first, so that no long one is left over when the others are done. */
  private Submitted submit(
      RunSpec run,
      int steps,
      Evaluation certification,
      Broadcast<SerializableConfiguration> configuration)
      throws IOException {
    List<GeneralizationRow> there = table.read(run, steps);
    List<Integer> todo = new ArrayList<>(certification.lengths());
    todo.add(EvaluationTask.DRAWN);
    there.stream()
        .filter(row -> isOf(row, run, certification))
        .forEach(row -> todo.remove(row.length().orElse(EvaluationTask.DRAWN)));
    todo.sort(Comparator.reverseOrder());
    spark.setJobGroup(GROUP, run.name());
    try {
      EvaluationTask task =
          new EvaluationTask(
              new LinkedHashMap<>(run.flags()),
              steps,
              certification,
              directory.uri(),
              configuration);
      return new Submitted(
          run, there, spark.parallelize(todo, Math.max(1, todo.size())).map(task).collectAsync());
    } finally {
      spark.clearJobGroup();
    }
  }

  /** A batch of memall holds every digit string: it may have made more than were asked for. */
  private static boolean isOf(GeneralizationRow row, RunSpec run, Evaluation certification) {
    int atOnce = Tasks.create(run.task()).sequences(1);
    long more = row.sequences() - certification.sequences();
    return row.seed() == certification.seed()
        && row.stateNoise() == certification.stateNoise()
        && more >= 0
        && more < atOnce;
  }

  /**
   * @throws StorageAwayException where the storage was away for too long
   */
  private List<GeneralizationRow> found(Submitted submitted)
      throws InterruptedException, ExecutionException {
    long told = System.nanoTime();
    while (!submitted.found().isDone()) {
      if (System.nanoTime() - told >= TELL.toNanos()) {
        owned.run(); // which also says where the storage is away
        told = System.nanoTime();
      }
      Thread.sleep(POLL);
    }
    List<EvaluationTask.Outcome> outcomes = submitted.found().get();
    for (EvaluationTask.Outcome outcome : outcomes) {
      if (!outcome.away().isEmpty()) {
        spark.cancelJobGroup(GROUP);
        throw new StorageAwayException(outcome.away() + "; repeat the command to resume");
      }
    }
    return outcomes.stream().map(EvaluationTask.Outcome::row).toList();
  }

  private List<GeneralizationRow> ended(Submitted submitted, Evaluation certification)
      throws IOException, InterruptedException, ExecutionException {
    List<GeneralizationRow> found = found(submitted);
    List<GeneralizationRow> all = new ArrayList<>(submitted.there());
    all.addAll(found);
    if (!found.isEmpty()) {
      owned.run();
      all = table.commit(submitted.run(), all);
    }
    return all.stream()
        .filter(row -> isOf(row, submitted.run(), certification))
        .filter(row -> row.length().map(certification.lengths()::contains).orElse(true))
        .toList();
  }
}
