package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.EndedRun;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.store.ObjectFileSystem;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.StorageAwayException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.GeneralizationRow;

/** A sweep whose storage does not answer for a while, and what is done with its runs later. */
class StorageAwayTest {
  private static final List<RunSpec> RUNS =
      List.of(TestRuns.spec("first", "mem", 75), TestRuns.spec("second", "mem", 75));

  private final List<String> notes = new ArrayList<>();

  /** A training behind whose 33rd iteration the storage goes away. */
  private static final class Leaving implements Training.TrainingRun {
    private final RunSpec spec;
    private final String bucket;
    private final long millis;
    private int n;

    Leaving(RunSpec spec, Optional<TrainerState> state, String bucket, long millis) {
      this.spec = spec;
      this.n = state.map(TrainerState::iteration).orElse(0);
      this.bucket = bucket;
      this.millis = millis;
    }

    @Override
    public Optional<RunStatus> ended() {
      return n == spec.optimizer().maxiters() ? Optional.of(RunStatus.FINISHED) : Optional.empty();
    }

    @Override
    public void step(TrainingListener listener) {
      TestRuns.feed(spec, n, n + 1, listener);
      n++;
      if (n == 33 && millis > 0) {
        leave(bucket, millis);
      }
    }

    @Override
    public TrainerState snapshot() {
      return TestRuns.state(n, ended().orElse(null));
    }

    @Override
    public Parameters parameters() {
      return TestRuns.weights();
    }
  }

  private static void leave(String bucket, long millis) {
    objects(bucket).setAway(true);
    new Timer(true)
        .schedule(
            new TimerTask() {
              @Override
              public void run() {
                objects(bucket).setAway(false);
              }
            },
            millis);
  }

  private static ObjectFileSystem objects(String bucket) {
    try {
      return (ObjectFileSystem)
          new Path("objects://" + bucket + "/").getFileSystem(ObjectFileSystem.configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ResultsDirectory results(String bucket, String patience) {
    Configuration configuration = ObjectFileSystem.configuration();
    configuration.set("throughtime.storage.patience", patience);
    return new ResultsDirectory("objects://" + bucket + "/out", configuration);
  }

  private List<RunOutcome> run(String bucket, String patience, long millis) throws IOException {
    ResultsDirectory results = results(bucket, patience);
    ProgressDisplay none =
        new ProgressDisplay() {
          @Override
          public void show(SweepProgress progress) {}

          @Override
          public void finish(SweepProgress progress) {}
        };
    Training training = (spec, state) -> new Leaving(spec, state, bucket, millis);
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
    SweepContext context =
        new SweepContext(
            spark, results.waiting(() -> false, notes::add), none, notes::add, () -> {}, training);
    return new SweepJob(context).run(new SweepPlan("s", RUNS), false);
  }

  private static Map<String, byte[]> bytes(String bucket) throws IOException {
    ResultsDirectory results = results(bucket, "0s");
    Map<String, byte[]> all = new TreeMap<>();
    for (String path : results.filesOfRuns()) {
      if (!path.startsWith("tables/runs/")) {
        all.put(path, results.read(results.file(path)));
      }
    }
    return all;
  }

  @Test
  void aTaskWaitsAndEndsAsIfNothingHadHappened() throws IOException {
    run("whole", "60s", 0);
    List<RunOutcome> outcomes = run("restarted", "60s", 2000);
    assertTrue(outcomes.stream().allMatch(o -> o.status().isDone()), outcomes::toString);
    Map<String, byte[]> whole = bytes("whole");
    Map<String, byte[]> restarted = bytes("restarted");
    assertTrue(whole.size() > 8, whole.keySet()::toString);
    assertEquals(whole.keySet(), restarted.keySet());
    whole.forEach((path, bytes) -> assertArrayEquals(bytes, restarted.get(path), path));
    for (RunSpec run : RUNS) {
      ResultsDirectory results = results("restarted", "0s");
      assertEquals(
          1,
          EndedRun.read(results, run).orElseThrow().execution().orElseThrow().attempts(),
          "Spark counts none");
    }
  }

  @Test
  void afterALimitTheSweepIsStoppedAndTheSameCommandResumesIt() throws IOException {
    StorageAwayException e =
        assertThrows(StorageAwayException.class, () -> run("gone", "1s", 3_600_000));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().contains("the same command resumes the sweep"), e.getMessage());
    assertTrue(
        notes.stream().anyMatch(note -> note.startsWith("sweep s: its storage is away")),
        notes::toString);
    objects("gone").setAway(false);
    assertTrue(run("gone", "60s", 0).stream().allMatch(o -> o.status().isDone()));
  }

  /** Runs with real weights, which are scored and measured. */
  private static List<RunSpec> trained(String bucket) throws IOException {
    List<RunSpec> runs = new ArrayList<>();
    for (String name : List.of("first", "second")) {
      Map<String, Object> flags = new LinkedHashMap<>(TestRuns.spec(name, "torder", 12).flags());
      flags.putAll(Map.of("model", "rnn", "nhid", 3, "diagGates", false));
      runs.add(RunSpec.fromFlags(flags));
    }
    ResultsDirectory results = results(bucket, "0s");
    new Preparation(results, line -> {})
        .prepare(SweepManifest.extend(results, "s", runs), runs, false);
    for (RunSpec run : runs) {
      new RunExecution(results, run, new CommitSchedule(10, 2, 7), Training::byTrainer, p -> {})
          .run(false, 1, () -> Stop.NO);
    }
    return runs;
  }

  /**
   * Scores runs, whose storage goes away when the first is scored and the second one's tasks run.
   */
  private Map<RunSpec, List<GeneralizationRow>> evaluate(
      String bucket, String patience, long millis) throws Exception {
    List<RunSpec> runs = trained(bucket);
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
    AtomicBoolean left = new AtomicBoolean(millis == 0);
    Runnable owned =
        () -> {
          if (!left.getAndSet(true)) {
            leave(bucket, millis);
          }
        };
    ResultsDirectory results = results(bucket, patience).waiting(() -> false, notes::add);
    Evaluation asked = new Evaluation(7, 500, List.of(20, 50, 60, 70, 80), 0);
    return new EvaluationJob(spark, results, owned)
        .certify(runs, asked, (of, why) -> notes.add("fault: " + why));
  }

  @Test
  void anEvaluationWaitsAndFindsTheSame() throws Exception {
    Map<RunSpec, List<GeneralizationRow>> rows = evaluate("scored", "60s", 0);
    assertEquals(2, rows.size());
    assertEquals(rows, evaluate("scored-late", "60s", 2000));
    assertTrue(objects("scored-late").refused() > 1, "it was away for the driver and for tasks");
    assertTrue(notes.stream().noneMatch(note -> note.startsWith("fault")), notes::toString);
  }

  @Test
  void afterALimitAnEvaluationStopsInOneLine() {
    StorageAwayException e =
        assertThrows(StorageAwayException.class, () -> evaluate("unscored", "1s", 3_600_000));
    assertEquals(1, e.getMessage().lines().count());
    assertTrue(e.getMessage().contains("the storage did not answer"), e.getMessage());
  }

  /** Measures a run, whose storage goes away before its task is sent. */
  private List<DynamicsJob.Measured> measure(String bucket, String patience, long millis)
      throws Exception {
    RunSpec run = trained(bucket).get(0);
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
    ResultsDirectory results = results(bucket, patience).waiting(() -> false, notes::add);
    Consumer<String> onlyTheLast =
        line -> {
          if (millis > 0) {
            leave(bucket, millis);
          }
        };
    return new DynamicsJob(spark, results)
        .measure(List.of(run), 1, onlyTheLast, why -> notes.add("fault: " + why));
  }

  @Test
  void aMeasurementWaitsAndFindsTheSame() throws Exception {
    List<DynamicsJob.Measured> measured = measure("measured", "60s", 0);
    assertEquals(1, measured.size());
    assertEquals(measured, measure("measured-late", "60s", 2000));
    assertTrue(objects("measured-late").refused() > 0, "it was away");
    assertTrue(notes.stream().noneMatch(note -> note.startsWith("fault")), notes::toString);
  }

  @Test
  void afterALimitAMeasurementIsAFaultThatSaysWhy() throws Exception {
    assertEquals(List.of(), measure("unmeasured", "1s", 3_600_000));
    assertEquals(1, notes.size(), notes::toString);
    assertTrue(notes.get(0).contains("the storage did not answer"), notes::toString);
  }
}
