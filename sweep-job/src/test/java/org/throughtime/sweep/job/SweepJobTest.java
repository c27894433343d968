package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.progress.RunView;
import org.throughtime.sweep.progress.SweepProgress;
import org.throughtime.sweep.progress.SweepView;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.store.SweepOwner;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.TableName;

class SweepJobTest {
  @TempDir Path dir;
  private final List<String> notes = new ArrayList<>();

  @BeforeAll
  static void withHeartbeats() {
    TestSpark.stop();
  }

  /** Keeps what it was shown. */
  private static final class Seen implements ProgressDisplay {
    private final List<SweepView> views = new ArrayList<>();

    @Override
    public void show(SweepProgress progress) {
      views.add(progress.view());
    }

    @Override
    public void finish(SweepProgress progress) {
      views.add(progress.view());
    }

    SweepView last() {
      return views.get(views.size() - 1);
    }
  }

  /** Iterations of made-up metrics; what becomes of a run stands in its name. */
  private static final CountDownLatch AMID = new CountDownLatch(1);

  private static final CountDownLatch GOES_ON = new CountDownLatch(1);

  private static final class Synthetic implements Training.TrainingRun {
    private final RunSpec spec;
    private int n;

    Synthetic(RunSpec spec, Optional<TrainerState> state) {
      this.spec = spec;
      this.n = state.map(TrainerState::iteration).orElse(0);
    }

    @Override
    public Optional<RunStatus> ended() {
      return n == spec.optimizer().maxiters() ? Optional.of(RunStatus.FINISHED) : Optional.empty();
    }

    @Override
    public void step(TrainingListener listener) {
      if (spec.name().startsWith("throws") && n == 25) {
        throw new IllegalStateException("made to throw");
      }
      if (spec.name().startsWith("disk")) {
        throw new UncheckedIOException(new IOException("disk is full"));
      }
      if (spec.name().startsWith("slow")) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
      TestRuns.feed(spec, n, n + 1, listener);
      n++;
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

  private List<RunOutcome> run(int cores, String out, ProgressDisplay display, RunSpec... specs)
      throws IOException {
    return new SweepJob(
            new SweepContext(
                new JavaSparkContext(TestSpark.session(cores).sparkContext()),
                results(out),
                display,
                notes::add,
                () -> {},
                Synthetic::new))
        .run(new SweepPlan("s", List.of(specs)), false);
  }

  private List<RunOutcome> run(int cores, String out, Training training, SweepPlan plan)
      throws IOException {
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(cores).sparkContext());
    return new SweepJob(
            new SweepContext(spark, results(out), new Seen(), notes::add, () -> {}, training))
        .run(plan, false);
  }

  private ResultsDirectory results(String out) {
    return new ResultsDirectory(dir.resolve(out).toString(), new Configuration());
  }

  @Test
  void aRunThatThrowsIsARowAndTheOthersGoOn() throws IOException {
    Seen seen = new Seen();
    List<RunOutcome> outcomes =
        run(
            2,
            "a",
            seen,
            TestRuns.spec("good1", "mem", 75),
            TestRuns.spec("throws", "mem", 75),
            TestRuns.spec("disk", "mem", 75),
            TestRuns.spec("good2", "mul", 45));
    assertEquals(
        List.of("good1", "throws", "disk", "good2"),
        outcomes.stream().map(RunOutcome::run).toList());
    assertEquals(
        List.of(Status.FINISHED, Status.FAILED, Status.FAILED, Status.FINISHED),
        outcomes.stream().map(RunOutcome::status).toList());
    assertEquals("IllegalStateException: made to throw", outcomes.get(1).error());
    assertTrue(outcomes.get(2).error().contains("disk is full"), outcomes.get(2).error());
    List<Row> rows =
        TestSpark.session(2)
            .read()
            .parquet(results("a").table(TableName.RUNS).toString())
            .orderBy("run")
            .select("run", "status", "steps")
            .collectAsList();
    assertEquals(
        List.of(
            "[disk,failed,null]",
            "[good1,finished,74]",
            "[good2,finished,44]",
            "[throws,failed,24]"),
        rows.stream().map(Row::toString).toList());
    assertEquals(4, seen.last().ended().size());
    assertEquals(2, seen.last().failed());
    assertEquals(
        List.of("good1", "throws", "disk", "good2").stream().sorted().toList(),
        Files.readAllLines(dir.resolve("a/commands.txt")).stream()
            .map(line -> line.replaceAll(".*--name ", ""))
            .sorted()
            .toList());
  }

  @Test
  void oneCoreOrTwoTheFilesAreTheSame() throws IOException {
    RunSpec[] specs = {
      TestRuns.spec("x", "mem", 75), TestRuns.spec("y", "mul", 45), TestRuns.spec("z", "mem", 33)
    };
    run(1, "one", new Seen(), specs);
    run(2, "two", new Seen(), specs);
    try (Stream<Path> walk = Files.walk(dir.resolve("one"))) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      assertTrue(files.size() > 20, files.toString());
      for (Path file : files) {
        Path other = dir.resolve("two").resolve(dir.resolve("one").relativize(file));
        assertTrue(Files.exists(other), other.toString());
        // A row of runs also tells its seconds.
        if (!file.getParent().endsWith("tables/runs")) {
          assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(other), file.toString());
        }
      }
    }
    String[] measured = {"seconds"};
    var spark = TestSpark.session(2);
    var one = spark.read().parquet(results("one").table(TableName.RUNS).toString()).drop(measured);
    var two = spark.read().parquet(results("two").table(TableName.RUNS).toString()).drop(measured);
    assertEquals(one.orderBy("run").collectAsList(), two.orderBy("run").collectAsList());
    assertEquals(3, one.count());
  }

  @Test
  void theFilesOfManyRunsAreJoinedAtTheEnd() throws IOException {
    RunSpec[] specs = {
      TestRuns.spec("x", "mem", 75), TestRuns.spec("y", "mul", 45), TestRuns.spec("z", "mem", 33)
    };
    SweepContext context =
        new SweepContext(
            new JavaSparkContext(TestSpark.session(2).sparkContext()),
            results("a"),
            new Seen(),
            notes::add,
            () -> {},
            Synthetic::new);
    SweepPlan two = new SweepPlan("s", List.of(specs[0], specs[1]));
    new SweepJob(context, 3).run(two, false);
    assertEquals(Set.of(), results("a").catalog().runs());
    new SweepJob(context, 3).run(new SweepPlan("s", List.of(specs)), false);
    assertEquals(Set.of("x", "y", "z"), results("a").catalog().runs());
    List<RunOutcome> again = new SweepJob(context, 3).run(two, false);
    assertEquals(List.of(true, true), again.stream().map(RunOutcome::skipped).toList());
    assertEquals(1, results("a").catalog().number());
    assertEquals(List.of("joining the files of 3 runs"), notes);
  }

  @Test
  void whatLostAFileIsMadeWholeAgain() throws IOException {
    RunSpec[] specs = {
      TestRuns.spec("rows", "mem", 75),
      TestRuns.spec("npz", "mem", 75),
      TestRuns.spec("state", "mem", 75)
    };
    run(2, "a", new Seen(), specs);
    Map<Path, byte[]> before = bytes(dir.resolve("a"));
    Files.delete(dir.resolve("a/tables/iterations/rows.00000.parquet"));
    Files.delete(dir.resolve("a/npz/rows_final_state.npz"));
    Files.write(dir.resolve("a/npz/npz_final_state.npz"), new byte[0]);
    Path state = dir.resolve("a/state/state.00000075.state");
    Files.delete(state);
    List<RunOutcome> outcomes = run(2, "a", new Seen(), specs);
    assertEquals(List.of(false, false, true), outcomes.stream().map(RunOutcome::skipped).toList());
    assertEquals(
        Set.of(Status.FINISHED),
        outcomes.stream().map(RunOutcome::status).collect(Collectors.toSet()));
    assertTrue(
        notes.contains(
            "rows: tables/iterations/rows.00000.parquet is missing, npz/rows_final_state.npz is"
                + " missing; the run is repaired"),
        notes::toString);
    assertTrue(
        notes.contains("npz: npz/npz_final_state.npz is empty; the run is repaired"),
        notes::toString);
    assertTrue(
        notes.contains(
            "state: state/state.00000075.state is missing; the run is complete without it, and"
                + " would start again with a larger maxiters"),
        notes::toString);
    Map<Path, byte[]> after = bytes(dir.resolve("a"));
    before.remove(state);
    assertEquals(before.keySet(), after.keySet());
    // A row of runs also tells its seconds.
    before.keySet().removeIf(file -> file.getParent().endsWith("tables/runs"));
    before.forEach((file, bytes) -> assertArrayEquals(bytes, after.get(file), file::toString));
    notes.clear();
    assertTrue(run(2, "a", new Seen(), specs).stream().allMatch(RunOutcome::skipped));
  }

  private static Map<Path, byte[]> bytes(Path folder) throws IOException {
    Map<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** What was there when the driver lost its claim; tasks share nothing else with a test. */
  private static final Map<Path, byte[]> TAKEN = new ConcurrentSkipListMap<>();

  /** A training whose driver loses its claim behind the 33rd iteration. */
  private static final class Losing extends ForwardingTraining {
    private final Path out;

    Losing(Training.TrainingRun training, String out) {
      super(training);
      this.out = Path.of(out);
    }

    @Override
    public void step(TrainingListener listener) {
      super.step(listener);
      if (TAKEN.isEmpty() && snapshot().iteration() == 33) {
        try {
          Path file = newestClaim(out);
          String other = Files.readString(file).replaceFirst("id=\\S+", "id=x");
          Files.writeString(file, other.replaceFirst("epoch=1", "epoch=2"));
          TAKEN.putAll(bytes(out));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static Path newestClaim(Path out) throws IOException {
    try (Stream<Path> claims = Files.list(out)) {
      return claims
          .filter(file -> file.getFileName().toString().startsWith(".owner"))
          .max(Comparator.comparing(file -> file.getFileName().toString().length()))
          .orElseThrow();
    }
  }

  /** As a driver that is frozen while another one takes its place, and then wakes up. */
  @Test
  void whoLosesTheDirectoryWritesNothingThereAnyMore() throws IOException {
    ResultsDirectory results = results("a");
    SweepOwner owner = SweepOwner.claim(results, notes::add);
    TAKEN.clear();
    String out = dir.resolve("a").toString();
    Training training = (spec, state) -> new Losing(new Synthetic(spec, state), out);
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
    SweepContext context =
        new SweepContext(
            spark, owner.directory(), new Seen(), notes::add, owner::require, training);
    SweepPlan plan = new SweepPlan("s", List.of(TestRuns.spec("run", "mem", 75)));
    try {
      assertFalse(
          new SweepJob(context).run(plan, false).stream().anyMatch(o -> o.status().isDone()));
    } catch (ResultsException e) {
      assertTrue(
          e.getMessage().contains("taken over this directory (epoch 2; this one has epoch 1)"),
          e.getMessage());
    }
    assertTrue(TAKEN.size() > 5, TAKEN.keySet()::toString);
    Map<Path, byte[]> after = bytes(dir.resolve("a"));
    assertEquals(TAKEN.keySet(), after.keySet());
    TAKEN.forEach((file, bytes) -> assertArrayEquals(bytes, after.get(file), file::toString));
    owner.close();
  }

  /** What a run leaves but for its row is the same whichever driver trained it. */
  @Test
  void aRowTellsTheEpochOfItsDriver() throws IOException {
    RunSpec first = TestRuns.spec("first", "mem", 75);
    RunSpec second = TestRuns.spec("second", "mem", 75);
    List<RunSpec> asked = new ArrayList<>();
    for (RunSpec added : List.of(first, second)) {
      asked.add(added);
      try (SweepOwner owner = SweepOwner.claim(results("a"), notes::add)) {
        JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
        SweepContext context =
            new SweepContext(
                spark, owner.directory(), new Seen(), notes::add, owner::require, Synthetic::new);
        new SweepJob(context).run(new SweepPlan("s", asked), false);
      }
    }
    run(1, "b", new Seen(), first, second);
    List<String> epochs =
        TestSpark.session(1)
            .read()
            .parquet(results("a").table(TableName.RUNS).toString())
            .orderBy("run")
            .select("run", "epoch")
            .collectAsList()
            .stream()
            .map(Row::toString)
            .toList();
    assertEquals(List.of("[first,1]", "[second,2]"), epochs);
    for (String folder : List.of("state", "logs", "npz", "checksums", "tables/iterations")) {
      Map<Path, byte[]> there = bytes(dir.resolve("a").resolve(folder));
      assertTrue(there.size() >= 2, folder);
      for (Map.Entry<Path, byte[]> file : there.entrySet()) {
        Path other = dir.resolve("b").resolve(dir.resolve("a").relativize(file.getKey()));
        assertArrayEquals(Files.readAllBytes(other), file.getValue(), other::toString);
      }
    }
  }

  @Test
  void whatIsDoneIsSkippedAndWhatFailedIsRunAgain() throws IOException {
    RunSpec good = TestRuns.spec("good", "mem", 75);
    RunSpec bad = TestRuns.spec("throws", "mem", 75);
    run(2, "a", new Seen(), good, bad);
    Path segment = dir.resolve("a/tables/iterations/good.00000.parquet");
    var before = Files.getLastModifiedTime(segment);
    RunSpec added = TestRuns.spec("added", "mem", 35);
    Seen seen = new Seen();
    List<RunOutcome> outcomes = run(2, "a", seen, good, bad, added);
    assertEquals(List.of(true, false, false), outcomes.stream().map(RunOutcome::skipped).toList());
    assertEquals(Status.FINISHED, outcomes.get(0).status());
    assertEquals(before, Files.getLastModifiedTime(segment));
    // On two cores either may end first.
    assertEquals(
        List.of("added", "throws"),
        seen.last().ended().stream().map(r -> r.progress().run()).sorted().toList());
  }

  @Test
  void progressComesFromTheTaskWhileItRuns() throws IOException {
    Seen seen = new Seen();
    run(2, "a", seen, TestRuns.spec("slow", "mem", 250), TestRuns.spec("slow2", "mem", 250));
    List<RunView> running = seen.views.stream().flatMap(view -> view.running().stream()).toList();
    assertTrue(
        running.stream().anyMatch(r -> r.progress().iterations() > 0 && r.progress().rate() > 0));
    assertTrue(running.stream().anyMatch(r -> r.progress().validError() == 99.0));
    assertTrue(seen.views.stream().anyMatch(v -> v.running().size() == 2));
    assertTrue(seen.views.stream().anyMatch(v -> v.left().isPresent()));
  }

  @Test
  void realTrainingLeavesTheSameFilesOnOneCoreAndOnTwo() throws IOException {
    List<RunSpec> specs = List.of(TestRuns.spec("mem", "mem", 45), TestRuns.spec("mul", "mul", 45));
    for (int cores = 1; cores <= 2; cores++) {
      JavaSparkContext spark = new JavaSparkContext(TestSpark.session(cores).sparkContext());
      List<RunOutcome> outcomes =
          new SweepJob(
                  new SweepContext(
                      spark, results("real" + cores), new Seen(), notes::add, () -> {}))
              .run(new SweepPlan("s", specs), false);
      assertEquals(
          List.of(Status.FINISHED, Status.FINISHED),
          outcomes.stream().map(RunOutcome::status).toList(),
          outcomes.toString());
      assertEquals(45, outcomes.get(0).progress().iterations());
    }
    for (String file :
        List.of(
            "npz/mem_final_state.npz",
            "npz/mul_final_state.npz",
            "logs/mem.log",
            "logs/mul.log",
            "tables/checkpoints/mem.00000.parquet",
            "tables/iterations/mul.00000.parquet",
            "manifest/00000001.conf",
            "commands.txt")) {
      assertArrayEquals(
          Files.readAllBytes(dir.resolve("real1").resolve(file)),
          Files.readAllBytes(dir.resolve("real2").resolve(file)),
          file);
    }
  }

  @Test
  void tablesCanBeReadBeforeTheFirstSegment() throws IOException {
    ResultsDirectory results = results("a");
    List<RunSpec> specs = List.of(TestRuns.spec("x", "mem", 75));
    new Preparation(results, notes::add)
        .prepare(SweepManifest.extend(results, "s", specs), specs, false);
    var spark = TestSpark.session(2);
    for (TableName table : List.of(TableName.RUNS, TableName.CHECKPOINTS, TableName.ITERATIONS)) {
      assertEquals(0, spark.read().parquet(results.table(table).toString()).count());
    }
    assertFalse(results.exists(results.row("x")));
  }

  /** Real training; the run throws500 throws before its iteration 500. */
  private static Training.TrainingRun throwing(RunSpec spec, Optional<TrainerState> state) {
    Training.TrainingRun training = Training.byTrainer(spec, state);
    if (!spec.name().equals("throws500")) {
      return training;
    }
    return new ForwardingTraining(training) {
      @Override
      public void step(TrainingListener listener) {
        if (snapshot().iteration() == 500) {
          throw new IllegalStateException("made to throw");
        }
        super.step(listener);
      }
    };
  }

  @Test
  void tenGoodRunsOneThatThrowsAndOneThatDiverges() throws IOException {
    List<RunSpec> specs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      specs.add(TestRuns.spec("good" + i, i % 2 == 0 ? "mem" : "mul", 45));
    }
    specs.add(TestRuns.spec("throws500", "mem", 600));
    Map<String, Object> diverging =
        new LinkedHashMap<>(TestRuns.spec("diverges", "mul", 600).flags());
    diverging.put("clipstyle", "nothing");
    diverging.put("model", "rnn");
    diverging.put("init", "test");
    diverging.put("lr", 1e6);
    specs.add(RunSpec.fromFlags(diverging));
    Map<String, Status> outcomes =
        run(2, "a", SweepJobTest::throwing, new SweepPlan("s", specs)).stream()
            .collect(Collectors.toMap(RunOutcome::run, RunOutcome::status));
    assertEquals(Status.FAILED, outcomes.remove("throws500"));
    assertEquals(Status.DIVERGED, outcomes.remove("diverges"));
    assertEquals(10, outcomes.size());
    assertTrue(outcomes.values().stream().allMatch(Status.FINISHED::equals), "" + outcomes);
    List<Row> rows =
        TestSpark.session(2)
            .read()
            .parquet(results("a").table(TableName.RUNS).toString())
            .where("status != 'finished'")
            .orderBy("run")
            .select("run", "status", "error")
            .collectAsList();
    assertEquals(
        List.of(
            "[diverges,diverged,null]", "[throws500,failed,IllegalStateException: made to throw]"),
        rows.stream().map(Row::toString).toList());
    List<String> log = Files.readAllLines(dir.resolve("a/logs/throws500.log"));
    assertTrue(log.contains("java.lang.IllegalStateException: made to throw"), "" + log);
    assertTrue(log.stream().anyMatch(line -> line.startsWith("\tat " + getClass().getName())));
    assertEquals("Done. solved=0 steps=499", log.get(log.size() - 1).replaceAll(" best.*", ""));
  }

  private void assertGoesOnToTheEnd(String out, RunSpec... specs) throws IOException {
    Training training = Synthetic::new;
    run(2, out, training, new SweepPlan("s", List.of(specs)))
        .forEach(outcome -> assertEquals(Status.FINISHED, outcome.status()));
    run(2, "undisturbed", training, new SweepPlan("s", List.of(specs)));
    List<String> files = files("undisturbed");
    assertEquals(files, files(out));
    for (String file : files) {
      if (!file.startsWith("tables/runs/")) {
        assertArrayEquals(
            Files.readAllBytes(dir.resolve("undisturbed").resolve(file)),
            Files.readAllBytes(dir.resolve(out).resolve(file)),
            file);
      }
    }
  }

  private List<String> files(String out) throws IOException {
    try (Stream<Path> walk = Files.walk(dir.resolve(out))) {
      return walk.filter(Files::isRegularFile)
          .map(file -> dir.resolve(out).relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private List<String> statuses(String out) throws IOException {
    return SweepSnapshot.status(results(out)).orElseThrow().runs().stream()
        .map(run -> run.status().label())
        .toList();
  }

  @Test
  void aLimitOfRunsStopsThemAndTheyGoOn() throws IOException {
    RunSpec[] specs = {TestRuns.spec("slow", "mem", 45), TestRuns.spec("quick", "mem", 45)};
    Limits limits = new Limits(Duration.ofMillis(300), null);
    List<RunOutcome> outcomes =
        run(2, "a", Synthetic::new, new SweepPlan("s", List.of(specs), limits));
    assertEquals(
        List.of(Status.STOPPED, Status.FINISHED),
        outcomes.stream().map(RunOutcome::status).toList());
    int done = outcomes.get(0).progress().iterations();
    assertTrue(done > 0 && done < 45, "iterations: " + done);
    assertEquals(List.of("stopped", "finished"), statuses("a"));
    assertGoesOnToTheEnd("a", specs);
  }

  @Test
  void aLimitOfTheSweepStopsWhatRunsAndLeavesTheRestWaiting() throws IOException {
    RunSpec[] specs = {
      TestRuns.spec("slow", "mem", 75),
      TestRuns.spec("slow2", "mem", 75),
      TestRuns.spec("slow3", "mem", 75)
    };
    Limits limits = new Limits(null, Duration.ofMillis(700));
    List<RunOutcome> outcomes =
        run(2, "a", Synthetic::new, new SweepPlan("s", List.of(specs), limits));
    assertTrue(outcomes.stream().allMatch(o -> o.status() == Status.STOPPED), "" + outcomes);
    assertEquals(List.of("stopped", "stopped", "waiting"), statuses("a"));
    assertEquals(
        List.of("sweep s: its limit is reached; the same command resumes the sweep"), notes);
    assertGoesOnToTheEnd("a", specs);
  }

  @Test
  void anInterruptionCommitsAndTheSweepGoesOn() throws Exception {
    RunSpec[] specs = {TestRuns.spec("slow", "mem", 75), TestRuns.spec("slow2", "mem", 75)};
    Thread sweep = Thread.currentThread();
    Thread user =
        new Thread(
            () -> {
              try {
                while (!Files.exists(dir.resolve("a/state/slow.00000011.state"))) {
                  Thread.sleep(10);
                }
              } catch (InterruptedException e) {
                // then now
              }
              sweep.interrupt();
            });
    user.start();
    assertThrows(
        CancellationException.class,
        () -> run(2, "a", Synthetic::new, new SweepPlan("s", List.of(specs))));
    user.join();
    assertFalse(Thread.interrupted());
    assertEquals(List.of("stopped", "stopped"), statuses("a"));
    RunState state = SweepSnapshot.status(results("a")).orElseThrow().runs().get(0);
    assertTrue(state.steps().orElseThrow() >= 10, "" + state);
    assertGoesOnToTheEnd("a", specs);
  }

  /** An evaluation may take minutes, and the user waits for ten seconds. */
  @Test
  void whatALongIterationKeepsFromCommittingIsSaid() throws Exception {
    RunSpec spec = TestRuns.spec("long", "mem", 75);
    Thread sweep = Thread.currentThread();
    Thread user =
        new Thread(
            () -> {
              try {
                AMID.await();
              } catch (InterruptedException e) {
                // then now
              }
              sweep.interrupt();
            });
    user.start();
    assertThrows(
        CancellationException.class,
        () -> run(1, "a", SweepJobTest::stuckAt30, new SweepPlan("s", List.of(spec))));
    assertEquals(
        List.of(
            "long: was still in an iteration or an evaluation after 7 s, so it resumes from its last"
                + " snapshot"),
        notes);
    assertTrue(iterationsOfTheFirst("a") < 30);
    GOES_ON.countDown();
    for (int i = 0; i < 1500 && iterationsOfTheFirst("a") < 30; i++) {
      Thread.sleep(20);
    }
    assertTrue(iterationsOfTheFirst("a") >= 30, "committed within 30 s");
    assertGoesOnToTheEnd("a", spec);
  }

  private int iterationsOfTheFirst(String directory) throws IOException {
    return SweepSnapshot.status(results(directory)).orElseThrow().runs().get(0).iterations();
  }

  private static Training.TrainingRun stuckAt30(RunSpec spec, Optional<TrainerState> state) {
    return new ForwardingTraining(new Synthetic(spec, state)) {
      @Override
      public void step(TrainingListener listener) {
        if (snapshot().iteration() == 30) {
          AMID.countDown();
          try {
            GOES_ON.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        }
        super.step(listener);
      }
    };
  }

  /** As on a cluster, whose executors register after the first runs are submitted. */
  @Test
  void moreRunsAreInFlightAsSoonAsThereAreMoreSlots() throws IOException {
    TestSpark.stop();
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
    List<RunSpec> specs = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      specs.add(TestRuns.spec("slow" + i, "mem", 5));
    }
    List<Integer> inFlight = new ArrayList<>();
    ProgressDisplay slotsComeLate =
        new ProgressDisplay() {
          @Override
          public void show(SweepProgress progress) {
            inFlight.add(spark.statusTracker().getActiveJobIds().length);
            spark.sc().conf().set("spark.default.parallelism", "16");
          }

          @Override
          public void finish(SweepProgress progress) {}
        };
    try {
      new SweepJob(
              new SweepContext(
                  spark, results("a"), slotsComeLate, notes::add, () -> {}, Synthetic::new))
          .run(new SweepPlan("s", specs), false);
    } finally {
      TestSpark.stop();
    }
    assertTrue(inFlight.get(0) <= 32, inFlight::toString);
    assertTrue(inFlight.stream().anyMatch(n -> n > 32), inFlight::toString);
  }
}
