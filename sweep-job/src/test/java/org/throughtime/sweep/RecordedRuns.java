package org.throughtime.sweep;

import java.io.IOException;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.resume.CommitSchedule;
import org.throughtime.sweep.resume.RunRecorder;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.table.Execution;
import org.throughtime.sweep.table.Provenance;

/** Runs with the metrics of {@link TestRuns}, recorded as the job records those that train. */
public final class RecordedRuns {
  /** How they were computed. */
  public static final Execution EXECUTION =
      new Execution(1.5, 1, new Provenance("1", "jvm", "arch", "scalar", "host"));

  private RecordedRuns() {}

  /** A run that has done some iterations; no state of it is committed. */
  public static RunRecorder begun(ResultsDirectory results, RunSpec spec, int iterations) {
    // Many segments, as runs of earlier versions have, for readers to put together.
    CommitSchedule schedule = new CommitSchedule(spec.validation().checkFreq(), 1, 50);
    RunRecorder recorder = new RunRecorder(results, spec, schedule);
    TestRuns.feed(spec, 0, iterations, recorder);
    return recorder;
  }

  /** Records a run from its first iteration to its last. */
  public static void finish(ResultsDirectory results, RunSpec spec) throws IOException {
    finish(results, spec, EXECUTION);
  }

  /** The same, computed in another way. */
  public static void finish(ResultsDirectory results, RunSpec spec, Execution execution)
      throws IOException {
    begun(results, spec, spec.optimizer().maxiters())
        .ended(TestRuns.ended(spec), TestRuns.weights(), execution);
  }
}
