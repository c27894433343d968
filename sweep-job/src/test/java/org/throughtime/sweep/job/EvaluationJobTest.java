package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.FreshData;
import org.throughtime.model.train.FreshScore;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.digest.Checksums;
import org.throughtime.sweep.digest.SweepReader;
import org.throughtime.sweep.plan.Evaluation;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.GeneralizationRow;
import org.throughtime.sweep.table.TableName;

class EvaluationJobTest {
  private static final RunSpec MEM = TestRuns.spec("_mem", "mem", 12);
  private static final RunSpec MUL = TestRuns.spec("mul.x", "mul", 12);
  private static final Evaluation ASKED = new Evaluation(7, 30, List.of(20, 50), 0);

  @TempDir Path dir;
  private final List<String> faults = new ArrayList<>();

  @BeforeEach
  void train() throws IOException {
    train("a");
  }

  @AfterEach
  void live() {
    DyingFileSystem.dieAfter(Integer.MAX_VALUE);
  }

  private void train(String name) throws IOException {
    train(name, List.of(MEM, MUL));
  }

  private void train(String name, List<RunSpec> runs) throws IOException {
    ResultsDirectory results = results(name);
    new Preparation(results, line -> {})
        .prepare(SweepManifest.extend(results, "s", runs), runs, false);
    for (RunSpec run : runs) {
      new RunExecution(
              results,
              run,
              new org.throughtime.sweep.resume.CommitSchedule(10, 2, 7),
              Training::byTrainer,
              p -> {})
          .run(false, 1, () -> Stop.NO);
    }
  }

  private ResultsDirectory results(String name) {
    return new ResultsDirectory(dir.resolve(name).toString(), new Configuration());
  }

  private Map<RunSpec, List<GeneralizationRow>> certify(
      int cores, ResultsDirectory results, Evaluation asked, RunSpec... runs) throws Exception {
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(cores).sparkContext());
    return new EvaluationJob(spark, results, () -> {})
        .certify(List.of(runs), asked, (run, why) -> faults.add(run.name() + ": " + why));
  }

  private Path file(String name, RunSpec run) {
    return Path.of(results(name).generalization(run.name()).toUri().getPath());
  }

  @Test
  void scoresTheCommittedWeightsAtEveryLengthAndAtDrawnOnes() throws Exception {
    Map<RunSpec, List<GeneralizationRow>> rows = certify(2, results("a"), ASKED, MEM, MUL);
    assertEquals(List.of(MEM, MUL), List.copyOf(rows.keySet()));
    FreshData fresh =
        new FreshData(
            MUL,
            RunHistory.newestState(results("a"), MUL).orElseThrow().trainer().weights(),
            KernelProvider.active());
    List<FreshScore> expected =
        List.of(fresh.atDrawnLengths(7, 30), fresh.at(20, 27, 30), fresh.at(50, 57, 30));
    List<OptionalInt> lengths =
        List.of(OptionalInt.empty(), OptionalInt.of(20), OptionalInt.of(50));
    for (int i = 0; i < 3; i++) {
      var scored = new GeneralizationRow.Scored(MUL, 11, lengths.get(i), 7, 0, expected.get(i));
      assertEquals(GeneralizationRow.of(scored), rows.get(MUL).get(i));
    }
    List<Row> read =
        TestSpark.session(2)
            .read()
            .parquet(results("a").table(TableName.GENERALIZATION).toString())
            .select("run", "length", "min_length", "max_length", "seed", "sequences", "mae")
            .orderBy("run", "min_length", "max_length")
            .collectAsList();
    double mae = expected.get(1).linear().orElseThrow().mae();
    assertEquals(6, read.size());
    assertEquals("[_mem,20,20,20,7,30,null]", read.get(0).toString());
    assertEquals("[_mem,null,50,60,7,30,null]", read.get(2).toString());
    assertEquals("[mul.x,20,20,20,7,30," + mae + "]", read.get(3).toString());
    assertEquals(List.of(), faults);
  }

  @Test
  void oneCoreOrTwoInOneGoOrInPiecesTheBytesAreTheSame() throws Exception {
    certify(1, results("a"), ASKED, MEM, MUL);
    train("b");
    certify(2, results("b"), new Evaluation(7, 30, List.of(50), 0), MUL);
    List<GeneralizationRow> rows = certify(2, results("b"), ASKED, MUL, MEM).get(MUL);
    assertEquals(3, rows.size());
    for (RunSpec run : List.of(MEM, MUL)) {
      assertArrayEquals(Files.readAllBytes(file("a", run)), Files.readAllBytes(file("b", run)));
    }
  }

  @Test
  void whatIsThereIsNotComputedAgain() throws Exception {
    certify(2, results("a"), ASKED, MEM);
    FileTime past = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file("a", MEM), past);
    assertEquals(3, certify(2, results("a"), ASKED, MEM).get(MEM).size());
    assertEquals(past, Files.getLastModifiedTime(file("a", MEM)));
    List<GeneralizationRow> more =
        certify(2, results("a"), new Evaluation(8, 30, List.of(50), 0), MEM).get(MEM);
    assertEquals(List.of(8L, 8L), more.stream().map(GeneralizationRow::seed).toList());
    assertTrue(past.compareTo(Files.getLastModifiedTime(file("a", MEM))) < 0);
    assertEquals(
        5,
        TestSpark.session(2)
            .read()
            .parquet(results("a").table(TableName.GENERALIZATION).toString())
            .count());
  }

  @Test
  void resultsWithNoiseStandBesideThoseWithout() throws Exception {
    RunSpec rnn =
        TestRuns.canonical("name", "rnn", "nhid", 4, "bs", 2, "ebs", 4, "cbs", 4, "maxiters", 2);
    train("n", List.of(rnn));
    Evaluation noisy = new Evaluation(7, 30, List.of(20), .5);
    List<GeneralizationRow> without =
        certify(2, results("n"), new Evaluation(7, 30, List.of(20), 0), rnn).get(rnn);
    List<GeneralizationRow> with = certify(2, results("n"), noisy, rnn).get(rnn);
    assertEquals(List.of(.5, .5), with.stream().map(GeneralizationRow::stateNoise).toList());
    FreshData fresh =
        new FreshData(
            rnn,
            RunHistory.newestState(results("n"), rnn).orElseThrow().trainer().weights(),
            KernelProvider.active());
    assertEquals(
        GeneralizationRow.of(
            new GeneralizationRow.Scored(
                rnn, 1, OptionalInt.of(20), 7, .5, fresh.withNoise(.5).at(20, 27, 30))),
        with.get(1));
    assertEquals(
        without, certify(2, results("n"), new Evaluation(7, 30, List.of(20), 0), rnn).get(rnn));
    assertEquals(
        4,
        TestSpark.session(2)
            .read()
            .parquet(results("n").table(TableName.GENERALIZATION).toString())
            .count());
    assertEquals(List.of(), faults);
  }

  @Test
  void aFileThatIsNotWholeIsMadeAgain() throws Exception {
    certify(2, results("a"), ASKED, MEM);
    byte[] whole = Files.readAllBytes(file("a", MEM));
    byte[] flipped = whole.clone();
    flipped[flipped.length / 3] ^= 4;
    for (byte[] damaged : List.of(flipped, new byte[0])) {
      Files.write(file("a", MEM), damaged);
      certify(2, results("a"), ASKED, MEM);
      assertArrayEquals(whole, Files.readAllBytes(file("a", MEM)));
    }
  }

  @Test
  void theDigestStaysAndTheFilesAreVerified() throws Exception {
    String before = SweepReader.open(results("a")).orElseThrow().digest(MEM).hex().orElseThrow();
    certify(2, results("a"), ASKED, MEM);
    assertEquals(
        before, SweepReader.open(results("a")).orElseThrow().digest(MEM).hex().orElseThrow());
    assertEquals(List.of(), verify());
    byte[] bytes = Files.readAllBytes(file("a", MEM));
    bytes[bytes.length / 2] ^= 1;
    Files.write(file("a", MEM), bytes);
    assertEquals(
        List.of("tables/generalization/@_mem.parquet: differs from its checksum"), verify());
    Files.delete(dir.resolve("a/checksums/_mem@generalization.sha256"));
    assertEquals(
        List.of("tables/generalization/@_mem.parquet: is not listed by any run"), verify());
  }

  private List<String> verify() throws IOException {
    Checksums checksums = new Checksums(results("a"));
    checksums.verify("_mem");
    checksums.verify("mul.x");
    return checksums.faults(Set.of());
  }

  @Test
  void aRunThatIsRunAgainIsCertifiedNoMore() throws Exception {
    certify(2, results("a"), ASKED, MEM, MUL);
    List<RunSpec> longer = List.of(TestRuns.spec("_mem", "mem", 15));
    new Preparation(results("a"), line -> {})
        .prepare(SweepManifest.extend(results("a"), "s", longer), longer, false);
    assertFalse(Files.exists(file("a", MEM)));
    assertFalse(Files.exists(dir.resolve("a/checksums/_mem@generalization.sha256")));
    assertTrue(Files.exists(file("a", MUL)));
  }

  @Test
  void aRunWithoutAStateIsTold() throws Exception {
    Files.delete(dir.resolve("a/state/_mem.00000012.state"));
    Map<RunSpec, List<GeneralizationRow>> rows = certify(2, results("a"), ASKED, MEM, MUL);
    assertEquals(List.of(MUL), List.copyOf(rows.keySet()));
    assertEquals(
        List.of("_mem: has no committed state to evaluate; repeat the command that ran it"),
        faults);
  }

  @Test
  void whereverItDiesTheNextCallLeavesTheSameBytes() throws Exception {
    certify(2, results("a"), ASKED, MUL);
    Map<String, byte[]> undisturbed = files("a");
    int deaths = 0;
    for (int change = 0; ; change++) {
      String name = "d" + change;
      train(name);
      ResultsDirectory dying =
          new ResultsDirectory("dying://" + dir.resolve(name), DyingFileSystem.configuration());
      DyingFileSystem.dieAfter(change);
      boolean died = false;
      try {
        certify(2, dying, ASKED, MUL);
      } catch (IOException | RuntimeException e) {
        died = true;
      }
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      certify(2, results(name), ASKED, MUL);
      Map<String, byte[]> there = files(name);
      assertEquals(undisturbed.keySet(), there.keySet(), "died at change " + change);
      undisturbed.forEach((path, bytes) -> assertArrayEquals(bytes, there.get(path), "" + path));
      if (!died) {
        break;
      }
      deaths++;
    }
    assertTrue(deaths >= 6, "deaths: " + deaths);
  }

  private Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String folder : List.of("tables/generalization", "checksums")) {
      try (var list = Files.list(dir.resolve(name).resolve(folder))) {
        for (Path file : list.sorted().toList()) {
          files.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  /** As on a cluster, whose executors register after the first runs are submitted. */
  @Test
  void moreRunsAreInFlightAsSoonAsThereAreMoreSlots() throws Exception {
    TestSpark.stop();
    List<RunSpec> runs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      runs.add(TestRuns.spec("run" + i, "mem", 12));
    }
    train("many", runs);
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(1).sparkContext());
    List<Integer> begun = new ArrayList<>();
    Runnable slotsComeLate =
        () -> {
          begun.add(submitted(spark, begun.isEmpty() ? 2 : 4));
          spark.sc().conf().set("spark.default.parallelism", "16");
        };
    try {
      new EvaluationJob(spark, results("many"), slotsComeLate)
          .certify(runs, ASKED, (run, why) -> faults.add(run.name() + ": " + why));
    } finally {
      TestSpark.stop();
    }
    assertEquals(List.of(2, 4, 4, 4), begun);
    assertEquals(List.of(), faults);
  }

  /**
   * Jobs that Spark has begun. It begins a job on a thread of its own, behind the call that submits
   * it: so this waits for as many as are expected, and for a moment in which one too many would
   * show.
   */
  private static int submitted(JavaSparkContext spark, int expected) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    int jobs = jobs(spark);
    while (jobs < expected && System.nanoTime() < end) {
      sleep(20);
      jobs = jobs(spark);
    }
    sleep(200);
    return jobs(spark);
  }

  private static int jobs(JavaSparkContext spark) {
    return spark.statusTracker().getJobIdsForGroup("certify").length;
  }

  private static void sleep(long milliseconds) {
    try {
      TimeUnit.MILLISECONDS.sleep(milliseconds);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
