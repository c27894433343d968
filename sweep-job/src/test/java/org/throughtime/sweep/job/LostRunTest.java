package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.digest.SweepReader;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.TableName;

class LostRunTest {
  private static final RunSpec RUN = TestRuns.spec("r", "mem", 75);

  @TempDir Path dir;
  private ResultsDirectory results;

  @BeforeEach
  void begin() throws IOException {
    results = new ResultsDirectory(dir.toString(), new Configuration());
    new Preparation(results, note -> {})
        .prepare(SweepManifest.extend(results, "s", List.of(RUN)), List.of(RUN), false);
  }

  private RunState state() throws IOException {
    return SweepSnapshot.status(results).orElseThrow().runs().get(0);
  }

  /** What was committed by then is in its row and in its tables. */
  @Test
  void itsRowHasWhatItCommitted() throws IOException {
    RunRecorder recorder = RecordedRuns.begun(results, RUN, 25);
    recorder.commitState(TestRuns.state(25, null), 2, 7.5);
    RunOutcome outcome = LostRun.settle(results, RUN, new IOException("lost"));
    assertEquals("lost; the same command resumes from iteration 25", outcome.error());
    assertEquals(24, state().steps().orElseThrow());
    assertEquals(98.0, state().metrics().orElseThrow().validError());
    assertEquals(25 + 2, SweepReader.open(results).orElseThrow().digest(RUN).rows());
  }

  /** As where the disk is full: no more segment can be written. */
  @Test
  void itsRowHasWhatItsTablesHaveWhereNoMoreCanBeWritten() throws IOException {
    RunRecorder recorder = RecordedRuns.begun(results, RUN, 25);
    recorder.commitState(TestRuns.state(25, null), 2, 7.5);
    Files.createDirectory(Path.of(results.segment(TableName.ITERATIONS, "r", 2).toUri()));
    Throwable full =
        new IOException("r.00000041.state: cannot be written (No space left on device)");
    RunOutcome outcome = LostRun.settle(results, RUN, full);
    assertEquals(Status.FAILED, outcome.status());
    assertEquals(25, outcome.progress().iterations());
    assertEquals(
        "r.00000041.state: cannot be written (No space left on device); its tables have 21"
            + " iterations, and the same command resumes from iteration 25",
        outcome.error());
    RunState row = state();
    assertEquals(Status.FAILED, row.status());
    assertEquals(Optional.of(outcome.error()), row.error());
    assertEquals(20, row.steps().orElseThrow(), "as the tables have them");
    assertEquals(98.0, row.metrics().orElseThrow().validError());
    assertEquals(7.5, row.seconds().orElseThrow());
    assertTrue(SweepReader.open(results).orElseThrow().digest(RUN).hex().isPresent());
  }

  @Test
  void aRunThatCommittedNothingHasARowOfNothing() throws IOException {
    RunOutcome outcome = LostRun.settle(results, RUN, new IOException("lost"));
    assertEquals("lost", outcome.error());
    assertEquals(0, outcome.progress().iterations());
    assertTrue(state().steps().isEmpty() && state().metrics().isEmpty());
  }

  @Test
  void whereItsRowCannotBeWrittenTheErrorSaysBoth() throws IOException {
    Path rows = dir.resolve("tables/runs");
    Files.move(rows, dir.resolve("away"));
    Files.writeString(rows, "no folder");
    RunOutcome outcome = LostRun.settle(results, RUN, new IOException("lost"));
    assertEquals("lost; its row in table runs cannot be written either", outcome.error());
  }
}
