package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.digest.Checksums;
import org.throughtime.sweep.digest.RunDigest;
import org.throughtime.sweep.digest.SweepReader;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.MeasuredDynamics;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.resume.RunHistory;
import org.throughtime.sweep.snapshot.MeasuredRows;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepTables;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.TableName;

/** Dynamics on Spark, of runs that kept weights and of one that did not. */
class DynamicsJobTest {
  private static final RunSpec KEEPS = spec("_keeps", 32, 10);
  private static final RunSpec PLAIN = spec("plain.x", 12, 0);

  @TempDir Path dir;
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private static RunSpec spec(String name, int maxiters, int dynamics) {
    Map<String, Object> flags =
        new LinkedHashMap<>(TestRuns.spec(name, "torder", maxiters).flags());
    flags.putAll(Map.of("model", "rnn", "nhid", 3, "diagGates", false, "dynamics", dynamics));
    return RunSpec.fromFlags(flags);
  }

  private ResultsDirectory results() {
    return new ResultsDirectory(dir.resolve("a").toString(), new Configuration());
  }

  /** Trains as a driver does that begins, or resumes. */
  private void train(boolean fresh, RunSpec... runs) throws IOException {
    List<RunSpec> asked = List.of(runs);
    Map<String, Integer> begun =
        new Preparation(results(), line -> {})
            .prepare(SweepManifest.extend(results(), "s", asked), asked, fresh);
    for (RunSpec run : runs) {
      new RunExecution(results(), run, new CommitSchedule(10, 2, 7), Training::byTrainer, p -> {})
          .run(begun.containsKey(run.name()), 1, () -> Stop.NO);
    }
  }

  /** A line a measured checkpoint: run, iteration, whether it was computed. */
  private List<String> measure(int cores, int every, RunSpec... runs) throws Exception {
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(cores).sparkContext());
    return new DynamicsJob(spark, results())
        .measure(List.of(runs), every, notes::add, faults::add).stream()
            .map(
                m ->
                    "%s %d %s"
                        .formatted(m.run(), m.row().value(DynamicsMetrics.ITER), m.computed()))
            .toList();
  }

  private Map<String, byte[]> measuredFiles() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(dir.resolve("a"))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = dir.resolve("a").relativize(file).toString();
        String folder = file.getParent().getFileName().toString();
        boolean table =
            TableName.MEASURED.stream().anyMatch(measured -> measured.toString().equals(folder));
        if (table || path.contains("@dynamics.")) {
          files.put(path, Files.readAllBytes(file));
        }
      }
    }
    return files;
  }

  private int listed(TableName table) throws IOException {
    return SweepTables.read(results()).orElseThrow().filesAtCheckpoints(table).whole().size();
  }

  private List<String> faultsOfChecksums(RunSpec... runs) throws IOException {
    Checksums checksums = new Checksums(results());
    for (RunSpec run : runs) {
      checksums.verify(run.name());
    }
    return checksums.faults(Set.of());
  }

  @Test
  void measuresKeptWeightsAndTheLastOnceWithTheSameBytesAtAnyParallelism() throws Exception {
    train(false, KEEPS, PLAIN);
    RunDigest digest = digest(KEEPS);
    assertEquals(3, listed(TableName.WEIGHTS));
    assertEquals(0, listed(TableName.DYNAMICS));
    assertEquals(
        List.of(
            "_keeps 10 true",
            "_keeps 20 true",
            "_keeps 30 true",
            "_keeps 31 true",
            "plain.x 11 true"),
        measure(2, 1, KEEPS, PLAIN));
    assertEquals(
        List.of(
            "only the last weights of plain.x are measured; set dynamics = 2000 to keep the weights of"
                + " every 2,000th iteration"),
        notes);
    assertEquals(List.of(), faults);
    Map<String, byte[]> files = measuredFiles();
    assertEquals(5 * 6, files.size(), files.keySet()::toString);
    for (TableName table : TableName.MEASURED) {
      assertEquals(5, listed(table), table::toString);
    }
    assertEquals(List.of(), faultsOfChecksums(KEEPS, PLAIN));
    MeasuredRows rows = SweepSnapshot.read(results()).orElseThrow().measured(KEEPS, 2);
    assertEquals(List.of(10, 20, 30, 31), iterations(rows.networks()));
    assertEquals(List.of(10, 20, 30, 31), iterations(rows.retention()));
    for (List<MetricValues> large : List.of(rows.points(), rows.jacobians(), rows.trajectories())) {
      assertEquals(List.of(20, 31), iterations(large), "the last one, and others at equal steps");
    }
    assertTrue(rows.points().get(0).get(FixedPointMetrics.EIGENVALUES_REAL).isPresent());
    assertEquals(List.of(), rows.faults());
    assertEquals(digest, digest(KEEPS), "a run's digest is not of what was measured later");

    assertEquals(
        List.of("_keeps 20 false", "_keeps 31 false"),
        measure(2, 20, KEEPS),
        "must not be measured again");
    for (String path : files.keySet()) {
      Files.delete(dir.resolve("a").resolve(path));
    }
    measure(1, 1, KEEPS, PLAIN);
    Map<String, byte[]> again = measuredFiles();
    assertEquals(files.keySet(), again.keySet());
    files.forEach((path, bytes) -> assertArrayEquals(bytes, again.get(path), path));
  }

  /** The learning rate is so high that weights get worse again. */
  @Test
  void theLastWeightsOfAFinishedRunAreThoseThatItLeaves() throws Exception {
    Map<String, Object> flags = new LinkedHashMap<>(spec("best", 60, 0).flags());
    int longest = (int) flags.get("max_length");
    flags.put("lr", 3.0);
    flags.put(
        "lengthSchedule", "factor=2,to=" + longest + ",below=100%,checks=1,rate=1,patience=10");
    RunSpec run = RunSpec.fromFlags(flags);
    train(false, run);
    TrainerState end = RunHistory.newestState(results(), run).orElseThrow().trainer();
    Map<String, float[]> measured = new MeasuredDynamics(results()).weights(run, 59);
    assertFalse(Arrays.equals(end.weights().get("W_hh"), end.result().get("W_hh")));
    end.result().forEach((name, array) -> assertArrayEquals(array, measured.get(name), name));
  }

  private static List<Integer> iterations(List<MetricValues> rows) {
    return rows.stream().map(row -> row.value(DynamicsMetrics.ITER)).distinct().toList();
  }

  private RunDigest digest(RunSpec run) throws IOException {
    return SweepReader.open(results()).orElseThrow().digest(run);
  }

  @Test
  void whatIsHalfWrittenOrDamagedDoesNotCountAndIsMeasuredAgain() throws Exception {
    train(false, KEEPS);
    measure(2, 30, KEEPS);
    assertEquals(2, listed(TableName.FIXED_POINTS));
    Files.delete(Path.of(results().measuredChecksums("_keeps", 30).toUri().getPath()));
    assertEquals(1, listed(TableName.FIXED_POINTS), "no list, no rows");
    assertEquals(List.of("_keeps 30 true", "_keeps 31 false"), measure(2, 30, KEEPS));
    Path table =
        Path.of(results().atCheckpoint(TableName.DYNAMICS, "_keeps", 31).toUri().getPath());
    Files.writeString(table, "damaged");
    MeasuredRows rows = SweepSnapshot.read(results()).orElseThrow().measured(KEEPS, 9);
    assertEquals(List.of("tables/dynamics/@_keeps.00000031.parquet is damaged"), rows.faults());
    assertEquals(List.of(30), iterations(rows.networks()));
    assertEquals(1, faultsOfChecksums(KEEPS).size());
    assertEquals(List.of("_keeps 30 false", "_keeps 31 true"), measure(2, 30, KEEPS));
    assertEquals(List.of(), faultsOfChecksums(KEEPS));
  }

  @Test
  void aRunThatResumesKeepsItsMeasurementsAndOneThatBeginsAgainHasNone() throws Exception {
    train(false, KEEPS);
    measure(2, 10, KEEPS);
    Map<String, byte[]> files = measuredFiles();
    RunSpec longer = spec("_keeps", 45, 10);
    train(false, longer);
    Map<String, byte[]> kept = measuredFiles();
    assertEquals(files.keySet(), kept.keySet());
    assertEquals(
        List.of(
            "_keeps 10 false",
            "_keeps 20 false",
            "_keeps 30 false",
            "_keeps 40 true",
            "_keeps 44 true"),
        measure(2, 10, longer));
    RunSpec other = spec("_keeps", 22, 20);
    train(false, other);
    assertEquals(Map.of(), measuredFiles());
    assertEquals(1, listed(TableName.WEIGHTS));
    assertEquals(List.of("_keeps 20 true", "_keeps 21 true"), measure(2, 1, other));
  }

  /** Files of kept weights are part of what a run leaves. */
  @Test
  void lostWeightsAreTrainedAgain() throws Exception {
    train(false, KEEPS);
    Path weights =
        Path.of(results().atCheckpoint(TableName.WEIGHTS, "_keeps", 20).toUri().getPath());
    byte[] before = Files.readAllBytes(weights);
    Files.writeString(weights, "damaged");
    assertTrue(faultsOfChecksums(KEEPS).get(0).contains("differs from its checksum"));
    train(false, KEEPS);
    assertArrayEquals(before, Files.readAllBytes(weights));
    assertEquals(List.of(), faultsOfChecksums(KEEPS));
  }

  @Test
  void aRunWithoutWeightsIsAFault() throws Exception {
    new Preparation(results(), line -> {})
        .prepare(SweepManifest.extend(results(), "s", List.of(PLAIN)), List.of(PLAIN), false);
    assertEquals(List.of(), measure(2, 1, PLAIN));
    assertEquals(
        List.of(
            "run plain.x is not measured: it has no weights yet; repeat this command after its first snapshot"),
        faults);
  }
}
