package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.RecordedRuns;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.report.RunDetail;
import org.throughtime.sweep.report.SweepContents;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.Preparation;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.strategy.Round;
import org.throughtime.sweep.strategy.RungMetric;
import org.throughtime.sweep.table.Status;

/**
 * A results directory with a run whose outputs are NaN, so that its valid_error is 0 %, and one
 * that is right in a tenth of the sequences.
 */
class NotFiniteResultsTest {
  private static final RunSpec NAN = TestRuns.spec("a.nan", "mul", 31);
  private static final RunSpec POOR = TestRuns.spec("poor", "mul", 32);

  @TempDir Path dir;
  private ResultsDirectory results;

  @BeforeEach
  void record() throws IOException {
    results = new ResultsDirectory(dir.toString(), new Configuration());
    List<RunSpec> runs = List.of(NAN, POOR);
    new Preparation(results, note -> {})
        .prepare(SweepManifest.extend(results, "s", runs), runs, false);
    record(NAN, 0, Double.NaN, RunStatus.SOLVED);
    record(POOR, 90, 1.25, RunStatus.FINISHED);
  }

  private void record(RunSpec run, double validError, double validNll, RunStatus status)
      throws IOException {
    RunRecorder recorder = new RunRecorder(results, run, CommitSchedule.of(run));
    int iterations = run.optimizer().maxiters();
    for (int n = 0; n < iterations; n++) {
      recorder.onIteration(TestRuns.iteration(n));
      if (n > 0 && n % 10 == 0) {
        recorder.onCheckpoint(checkpoint(n, validError, validNll));
      }
      if (n == 14) {
        recorder.commitState(TestRuns.state(n + 1, null), 1, 1);
      }
    }
    recorder.ended(TestRuns.state(iterations, status), TestRuns.weights(), RecordedRuns.EXECUTION);
  }

  private static Checkpoint checkpoint(int n, double validError, double validNll) {
    return MadeUpRows.checkpoint(
        CheckpointMetrics.ITER,
        n,
        CheckpointMetrics.BEST_VALID_ERROR,
        100.0,
        CheckpointMetrics.VALID_ERROR,
        validError,
        CheckpointMetrics.VALID_NLL,
        validNll,
        CheckpointMetrics.TRAIN_NLL,
        1.0,
        CheckpointMetrics.HOLD,
        Double.isFinite(validNll) ? 0.0 : 5000.0);
  }

  @Test
  void noRoundHasAMetricOfIt() {
    CommittedResults committed = new CommittedResults(results);
    for (int until : new int[] {25, Round.END}) {
      var round = committed.of(new Round(List.of(NAN, POOR), until, ""));
      for (Metric<?, Double> metric : CheckpointMetrics.COMPARED) {
        assertEquals(RungMetric.NONE, round.of(NAN, metric), metric.name() + " at " + until);
        assertTrue(Double.isFinite(round.of(POOR, metric).last()), metric.name());
        assertTrue(Double.isFinite(round.of(POOR, metric).best()), metric.name());
      }
    }
  }

  @Test
  void itIsNotSolvedAndNotTheBest() throws IOException {
    List<RunState> runs = SweepSnapshot.status(results).orElseThrow().runs();
    assertEquals(Status.SOLVED, runs.get(0).status(), "as its row says");
    assertFalse(runs.get(0).isSolved());
    assertEquals(100, runs.get(0).metrics().orElseThrow().bestValidError());
    List<RunDetail> shown = SweepContents.read(results, 1).orElseThrow().details();
    assertEquals(List.of("poor"), shown.stream().map(RunDetail::name).toList());
  }

  /** SPEC section 6: the log is the course's to the character. */
  @Test
  void itsLogCountsAsTheCoursesProgramDoes() throws IOException {
    List<String> log = results.readText(results.log(NAN.name())).lines().toList();
    String second =
        log.stream().filter(l -> l.startsWith("Iter 0000020")).findFirst().orElseThrow();
    assertTrue(second.contains("valid error 000.000%, best valid error 000.000%"), second);
    String last = log.get(log.size() - 1);
    assertTrue(last.endsWith("best_valid_error=0.0000%"), last);
  }
}
