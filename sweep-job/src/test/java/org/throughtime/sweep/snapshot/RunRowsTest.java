package org.throughtime.sweep.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.CheckpointTable;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;

class RunRowsTest {
  private static final RunSpec SPEC = TestRuns.spec("run", "mem", 75);
  private static final Provenance PROVENANCE = new Provenance("1", "jvm", "arch", "scalar", "host");

  @TempDir Path dir;
  private ResultsDirectory results;
  private RunRecorder recorder;

  @BeforeEach
  void begin() throws IOException {
    results = new ResultsDirectory(dir.toString(), new Configuration());
    SweepManifest.extend(results, "s", List.of(SPEC)).write(results);
    recorder = new RunRecorder(results, SPEC, CommitSchedule.of(SPEC));
  }

  private RunRows rows() throws IOException {
    return RunRows.read(results, SPEC);
  }

  private void end() throws IOException {
    TestRuns.feed(SPEC, 0, 75, recorder);
    recorder.ended(TestRuns.ended(SPEC), TestRuns.weights(), new Execution(1.5, 1, PROVENANCE));
  }

  @Test
  void anEndedRunHasAll() throws IOException {
    end();
    assertEquals(75, rows().iterations().size());
    assertEquals(
        List.of(10, 20, 30, 40, 50, 60, 70),
        rows().checkpoints().stream().map(c -> c.iter()).toList());
    assertEquals(Map.of("run", PROVENANCE), RecordedProvenance.read(results, List.of(SPEC)));
  }

  @Test
  void oneAtWorkHasWhatItsStateCountsOnAndWhatItHolds() throws IOException {
    TestRuns.feed(SPEC, 0, 25, recorder);
    recorder.commitState(TestRuns.state(25, null), 1, 1.5);
    assertEquals(25, rows().iterations().size());
    assertEquals(2, rows().checkpoints().size());
    assertEquals(Map.of(), RecordedProvenance.read(results, List.of(SPEC)));
  }

  @Test
  void oneWithoutAStateHasItsSegmentsUpToTheFirstDamagedOne() throws IOException {
    end();
    try (var states = Files.list(dir.resolve("state"))) {
      for (Path state : states.toList()) {
        Files.delete(state);
      }
    }
    assertEquals(7, rows().checkpoints().size());
    assertEquals(75, rows().iterations().size());
    Files.writeString(Path.of(results.segment(CheckpointTable.TABLE, "run", 1).toUri()), "damaged");
    assertEquals(1, rows().checkpoints().size());
  }

  @Test
  void oneThatHasNotBegunHasNone() throws IOException {
    assertEquals(new RunRows(List.of(), List.of()), rows());
  }
}
