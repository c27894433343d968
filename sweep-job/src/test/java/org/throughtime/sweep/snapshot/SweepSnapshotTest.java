package org.throughtime.sweep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Provenance;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.TableName;

class SweepSnapshotTest {
  private static final RunSpec SPEC = TestRuns.spec("run", "mem", 75);

  @TempDir Path dir;
  private ResultsDirectory results;

  @BeforeEach
  void begin() throws IOException {
    results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepManifest.extend(results, "s", List.of(SPEC)).write(results);
  }

  private RunRows rows() throws IOException {
    return SweepSnapshot.read(results).orElseThrow().rows(SPEC);
  }

  private Optional<Provenance> provenance() throws IOException {
    return SweepSnapshot.read(results)
        .orElseThrow()
        .state(SPEC)
        .execution()
        .map(Execution::provenance);
  }

  @Test
  void anEndedRunHasAll() throws IOException {
    RecordedRuns.finish(results, SPEC);
    assertEquals(75, rows().iterations().size());
    assertEquals(
        List.of(10, 20, 30, 40, 50, 60, 70),
        rows().checkpoints().stream().map(c -> c.iter()).toList());
    assertEquals(Optional.of(RecordedRuns.EXECUTION.provenance()), provenance());
  }

  @Test
  void metricsAtARungAreThoseOfTheLastCheckpointBeforeIt() throws IOException {
    RecordedRuns.finish(results, SPEC);
    SweepSnapshot sweep = SweepSnapshot.read(results).orElseThrow();
    RunState run = sweep.state(SPEC);
    List<Checkpoint> checkpoints = rows().checkpoints();
    Map<Integer, LatestMetrics> at = sweep.metricsAt(run, Set.of(10, 30, 31, 75, 76));
    assertEquals(Set.of(30, 31, 75), at.keySet(), "before 10 there is none, and 76 is not reached");
    assertEquals(LatestMetrics.of(checkpoints.get(1)), at.get(30), "the one of n = 20");
    assertEquals(LatestMetrics.of(checkpoints.get(2)), at.get(31), "the one of n = 30");
    assertEquals(LatestMetrics.of(checkpoints.get(6)), at.get(75));
  }

  @Test
  void metricsAtARungAreThereWhileARunTrains() throws IOException {
    RecordedRuns.begun(results, SPEC, 25).commitState(TestRuns.state(25, null), 1, 1.5);
    SweepSnapshot sweep = SweepSnapshot.read(results).orElseThrow();
    Map<Integer, LatestMetrics> at = sweep.metricsAt(sweep.state(SPEC), Set.of(15, 25, 60));
    assertEquals(Set.of(15, 25), at.keySet());
  }

  @Test
  void theStampTellsThatACheckpointWasMeasured() throws IOException {
    RecordedRuns.finish(results, SPEC);
    long before = SweepSnapshot.read(results).orElseThrow().stamp();
    assertEquals(before, SweepSnapshot.read(results).orElseThrow().stamp());
    results.commitText(results.measuredChecksums("run", 20), "");
    assertNotEquals(before, SweepSnapshot.read(results).orElseThrow().stamp());
  }

  @Test
  void theStampIsTheSameWhateverWasReadBefore() throws IOException {
    RecordedRuns.finish(results, SPEC);
    SweepSnapshot sweep = SweepSnapshot.read(results).orElseThrow();
    long before = sweep.stamp();
    assertFalse(sweep.segments(TableName.ITERATIONS, SPEC).isEmpty());
    assertEquals(before, sweep.stamp());
  }

  @Test
  void oneAtWorkHasWhatItsStateCountsOnAndWhatItHolds() throws IOException {
    RecordedRuns.begun(results, SPEC, 25).commitState(TestRuns.state(25, null), 1, 1.5);
    assertEquals(25, rows().iterations().size());
    assertEquals(2, rows().checkpoints().size());
    assertEquals(Optional.empty(), provenance());
  }

  @Test
  void oneWithoutAStateHasItsSegmentsUpToTheFirstDamagedOne() throws IOException {
    RecordedRuns.finish(results, SPEC);
    try (var states = Files.list(dir.resolve("state"))) {
      for (Path state : states.toList()) {
        Files.delete(state);
      }
    }
    assertEquals(7, rows().checkpoints().size());
    assertEquals(75, rows().iterations().size());
    Files.writeString(Path.of(results.segment(TableName.CHECKPOINTS, "run", 1).toUri()), "damaged");
    assertEquals(1, rows().checkpoints().size());
    assertEquals(List.of("tables/checkpoints/run.00001.parquet is damaged"), rows().faults());
  }

  @Test
  void whatAnEndedRunLostIsTold() throws IOException {
    RecordedRuns.finish(results, SPEC);
    assertEquals(List.of(), damage());
    Path segment = Path.of(results.segment(TableName.ITERATIONS, "run", 0).toUri());
    byte[] bytes = Files.readAllBytes(segment);
    Files.delete(segment);
    Files.write(dir.resolve("npz/run_final_state.npz"), new byte[0]);
    assertEquals(
        List.of(
            "tables/iterations/run.00000.parquet is missing", "npz/run_final_state.npz is empty"),
        damage());
    Files.delete(dir.resolve("checksums/run.sha256"));
    assertEquals(List.of("checksums/run.sha256 is missing"), damage());
    Files.write(segment, bytes);
    Files.writeString(dir.resolve("tables/runs/run.parquet"), "damaged");
    assertEquals(List.of("tables/runs/run.parquet is damaged"), damage());
  }

  private List<String> damage() throws IOException {
    return SweepSnapshot.read(results).orElseThrow().damage(SPEC).stream()
        .map(Damage.Fault::line)
        .toList();
  }

  @Test
  void oneThatHasNotBegunHasNone() throws IOException {
    assertEquals(new RunRows(List.of(), List.of(), List.of()), rows());
  }

  /** A run that was done with other flags has not begun with those that it has now. */
  @Test
  void ofOtherFlagsNothingCountsForAnyReader() throws IOException {
    RecordedRuns.finish(results, SPEC);
    RunSpec other = TestRuns.spec("run", "mul", 75);
    SweepManifest.extend(results, "s", List.of(other)).write(results);
    SweepSnapshot sweep = SweepSnapshot.read(results).orElseThrow();
    assertEquals(List.of(other), sweep.runs());
    RunState state = sweep.state(other);
    assertEquals(Status.WAITING, state.status());
    assertEquals(Optional.empty(), state.execution());
    assertEquals(new RunRows(List.of(), List.of(), List.of()), sweep.rows(other));
    assertEquals(List.of(), sweep.curve(other).points());
    SweepTables tables = SweepTables.read(results).orElseThrow();
    assertEquals(List.of(), tables.files(TableName.CHECKPOINTS).statuses());
    assertEquals(List.of(), tables.files(TableName.ITERATIONS).statuses());
    assertTrue(tables.runs().get(0).contains("waiting"), tables.runs()::toString);
  }

  @Test
  void whatCameBehindTheStateCountsForAnyReader() throws IOException {
    RunRecorder recorder = RecordedRuns.begun(results, SPEC, 25);
    recorder.commitState(TestRuns.state(25, null), 1, 1.5);
    TestRuns.feed(SPEC, 25, 45, recorder);
    SweepSnapshot sweep = SweepSnapshot.read(results).orElseThrow();
    List<Integer> iters = rows().checkpoints().stream().map(c -> c.iter()).toList();
    assertEquals(List.of(10, 20, 30, 40), iters);
    assertEquals(
        iters, sweep.curve(SPEC).points().stream().map(CommittedCurve.Point::iter).toList());
    RunState state = sweep.state(SPEC);
    assertEquals(24, state.steps().orElseThrow());
    assertEquals(96.0, state.metrics().orElseThrow().validError());
    assertEquals(
        4, SweepTables.read(results).orElseThrow().files(TableName.CHECKPOINTS).whole().size());
  }
}
