package org.throughtime.sweep.resume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Trainer;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Table;
import org.throughtime.sweep.table.TableName;
import org.throughtime.sweep.table.Tables;

class RunRecorderTest {
  @TempDir Path dir;

  private ResultsDirectory directory(String name) {
    return new ResultsDirectory(dir.resolve(name).toString(), new Configuration());
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(Files::isRegularFile).map(root::relativize).sorted().toList();
    }
  }

  @Test
  void tablesHaveTheDocumentedColumnsAndEveryRowInOrder() throws IOException {
    ResultsDirectory results = directory("a");
    RecordedRuns.finish(results, TestRuns.spec("M", "mem", 75));
    RecordedRuns.finish(results, TestRuns.spec("L", "mul", 45));
    var spark = TestSpark.session(2);

    Dataset<Row> iterations = spark.read().parquet(results.table(TableName.ITERATIONS).toString());
    assertEquals(
        "run STRING,iter INT,length INT,train_nll DOUBLE,gradient_norm DOUBLE,"
            + "gradient_norm_post DOUBLE,Omega DOUBLE,steps_in_past DOUBLE",
        iterations.schema().toDDL());
    assertEquals(120, iterations.count());
    assertEquals(
        1.5 - 74e-3,
        iterations.where("run = 'M' and iter = 74").first().<Double>getAs("train_nll"));

    Dataset<Row> checkpoints =
        spark.read().parquet(results.table(TableName.CHECKPOINTS).toString());
    assertEquals(
        "run STRING,iter INT,best_valid_error DOUBLE,train_nll DOUBLE,gradient_norm DOUBLE,"
            + "gradient_norm_post DOUBLE,Omega DOUBLE,steps_in_past DOUBLE,valid_nll DOUBLE,"
            + "valid_error DOUBLE,valid_mae DOUBLE,valid_err_05 DOUBLE,valid_err_10 DOUBLE,"
            + "valid_err_abs DOUBLE,valid_maxae DOUBLE,rho_Whh DOUBLE,diag_loss DOUBLE,"
            + "diag_err DOUBLE,valid_max_length DOUBLE,hold DOUBLE,hold_error DOUBLE,attempt DOUBLE,grad_time ARRAY<FLOAT>,act_time ARRAY<FLOAT>,"
            + "sat_time ARRAY<FLOAT>,gate_z_sat_time ARRAY<FLOAT>,gate_r_sat_time ARRAY<FLOAT>,"
            + "gate_i_sat_time ARRAY<FLOAT>,gate_f_sat_time ARRAY<FLOAT>,gate_o_sat_time ARRAY<FLOAT>,"
            + "cell_time ARRAY<FLOAT>,gradient_snr DOUBLE,step_cosine DOUBLE,"
            + "update_ratio ARRAY<FLOAT>,unit_saturation ARRAY<FLOAT>",
        checkpoints.schema().toDDL());
    Row last = checkpoints.where("run = 'M' and iter = 70").first();
    assertEquals(93.0, last.<Double>getAs("valid_error"));
    assertTrue(last.isNullAt(last.fieldIndex("valid_mae")), "mem has no linear errors");
    assertTrue(last.isNullAt(last.fieldIndex("gate_r_sat_time")));
    List<Float> profile = last.getList(last.fieldIndex("gate_z_sat_time"));
    assertEquals(60, profile.size());
    assertEquals(70 + 59 / 64f, profile.get(59));
    Row linear = checkpoints.where("run = 'L' and iter = 40").first();
    assertEquals(0.25, linear.<Double>getAs("valid_err_abs"));

    Dataset<Row> runs = spark.read().parquet(results.table(TableName.RUNS).toString());
    List<String> columns = List.of(runs.columns());
    assertEquals("run", columns.get(0));
    assertEquals(RunFlags.NAMES, columns.subList(1, 1 + RunFlags.NAMES.size()));
    Row run = runs.where("run = 'M'").first();
    assertEquals("finished", run.getAs("status"));
    assertEquals(74, run.<Integer>getAs("steps"));
    assertEquals(93.0, run.<Double>getAs("best_valid_error"));
    assertEquals(0.01, run.<Double>getAs("lr"));
    assertEquals(true, run.getAs("collectDiags"));
    assertEquals(TestRuns.spec("M", "mem", 75).hash(), run.getAs("spec_hash"));
    assertTrue(run.isNullAt(run.fieldIndex("error")));
  }

  @Test
  void logAndFinalStateAreThere() throws IOException {
    RecordedRuns.finish(directory("a"), TestRuns.spec("M", "mem", 75));
    List<String> log = Files.readAllLines(dir.resolve("a/logs/M.log"));
    assertEquals("Starting to train (PyTorch).", log.get(0));
    assertEquals(7, log.stream().filter(line -> line.startsWith("Iter 00000")).count());
    assertEquals("Done. solved=0 steps=74 best_valid_error=93.0000%", log.get(log.size() - 1));
    assertTrue(Files.size(dir.resolve("a/npz/M_final_state.npz")) > 1000);
  }

  /** As the course's program with a learning rate that is too small for it. */
  @Test
  void aRunWithoutAnIterationLeavesItsLogAndItsWeights() throws IOException {
    ResultsDirectory results = directory("a");
    RunSpec spec = TestRuns.canonical("name", "M", "lr", 1e-8);
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    assertEquals(Optional.of(RunStatus.FINISHED), trainer.ended());
    RecordedRuns.begun(results, spec, 0)
        .ended(trainer.snapshot(), trainer.parameters(), RecordedRuns.EXECUTION);
    assertEquals(
        List.of(
            "Starting to train (PyTorch).", "Done. solved=0 steps=-1 best_valid_error=100.0000%"),
        Files.readAllLines(dir.resolve("a/logs/M.log")));
    assertTrue(Files.size(dir.resolve("a/npz/M_final_state.npz")) > 1000);
    assertTrue(EndedRun.read(results, spec).orElseThrow().status().isDone());
    assertEquals(
        Optional.of(RunStatus.FINISHED),
        Trainer.restore(spec, trainer.snapshot(), KernelProvider.active()).ended());
  }

  @Test
  void theLogGrowsWithTheStates() throws IOException {
    RunSpec spec = TestRuns.spec("M", "mem", 20_000);
    RunRecorder recorder = RecordedRuns.begun(directory("a"), spec, 11);
    recorder.commitState(TestRuns.state(11, null), 1, 1.5);
    List<String> log = Files.readAllLines(dir.resolve("a/logs/M.log"));
    assertTrue(log.get(log.size() - 1).startsWith("Iter 0000010: "), log.toString());
    TestRuns.feed(spec, 11, 2000, recorder);
    recorder.commitState(TestRuns.state(2000, null), 1, 1.5);
    log = Files.readAllLines(dir.resolve("a/logs/M.log"));
    assertTrue(log.get(log.size() - 1).startsWith("Iter 0001990: "), log.get(log.size() - 1));
  }

  @Test
  void theSameRunTwiceLeavesTheSameBytes() throws IOException {
    RunSpec spec = TestRuns.spec("M", "mem", 75);
    RecordedRuns.finish(directory("a"), spec);
    RecordedRuns.finish(directory("b"), spec);
    List<Path> files = files(dir.resolve("a"));
    assertEquals(files, files(dir.resolve("b")));
    assertTrue(files.size() > 10, files.toString());
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(dir.resolve("a").resolve(file)),
          Files.readAllBytes(dir.resolve("b").resolve(file)),
          file.toString());
    }
  }

  @Test
  void recordingOverWhatIsThereChangesNothing() throws IOException {
    RunSpec spec = TestRuns.spec("M", "mem", 75);
    RecordedRuns.finish(directory("a"), spec);
    List<Path> files = files(dir.resolve("a"));
    RecordedRuns.finish(directory("a"), spec);
    assertEquals(files, files(dir.resolve("a")));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "11, 1", "1000, 1", "1011, 2", "2011, 3", "20000, 3", "60001, 3"})
  void anEndedRunHasFewFilesHoweverLongItIs(int maxiters, int most) throws IOException {
    ResultsDirectory results = directory("a");
    RunSpec spec = TestRuns.spec("M", "mem", maxiters);
    RunRecorder recorder = new RunRecorder(results, spec, CommitSchedule.of(spec));
    for (int n = 0; n < maxiters; n += 7000) {
      TestRuns.feed(spec, n, Math.min(maxiters, n + 7000), recorder);
      recorder.commitState(TestRuns.state(Math.min(maxiters, n + 7000), null), 1, 1.5);
    }
    recorder.ended(TestRuns.ended(spec), TestRuns.weights(), RecordedRuns.EXECUTION);
    assertEquals(most, segments(results, Tables.ITERATIONS, "M").size());
    List<Path> files = files(dir.resolve("a"));
    assertTrue(files.size() <= 12, files.toString());
    assertEquals(maxiters, rows(Tables.ITERATIONS));
    assertEquals((maxiters - 1) / 10, rows(Tables.CHECKPOINTS));
  }

  private long rows(Table<?> table) throws IOException {
    long rows = 0;
    for (var segment : segments(directory("a"), table, "M")) {
      rows += table.read(directory("a").read(segment), row -> row).size();
    }
    return rows;
  }

  @Test
  void aFailureKeepsWhatWasRecordedAndSaysWhy() throws IOException {
    ResultsDirectory results = directory("a");
    RunSpec spec = TestRuns.spec("M", "mem", 75);
    RecordedRuns.begun(results, spec, 35)
        .failed(new IllegalStateException("first line\nsecond line"), RecordedRuns.EXECUTION);
    var spark = TestSpark.session(2);
    assertEquals(35, spark.read().parquet(results.table(TableName.ITERATIONS).toString()).count());
    Row run = spark.read().parquet(results.table(TableName.RUNS).toString()).first();
    assertEquals("failed", run.getAs("status"));
    assertEquals("IllegalStateException: first line", run.getAs("error"));
    assertEquals(34, run.<Integer>getAs("steps"));
    assertFalse(results.exists(results.npz("M")));
    List<String> log = Files.readAllLines(dir.resolve("a/logs/M.log"));
    assertTrue(
        log.containsAll(
            List.of("java.lang.IllegalStateException: first line", "!!!!! STOPPING - Failed")),
        log.toString());
  }

  @Test
  void nothingButCommittedFilesIsLeft() throws IOException {
    RecordedRuns.finish(directory("a"), TestRuns.spec("M", "mem", 75));
    for (Path file : files(dir.resolve("a"))) {
      assertFalse(file.getFileName().toString().startsWith("."), file.toString());
    }
  }

  private static List<org.apache.hadoop.fs.Path> segments(
      ResultsDirectory results, Table<?> table, String run) throws IOException {
    return Listing.of(results).segments(table.name(), run);
  }
}
