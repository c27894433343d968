package org.throughtime.sweep.progress;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.plan.RunCost;
import org.throughtime.sweep.snapshot.CommittedCurve;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

/** The progress of a sweep that runs elsewhere, from what it has committed. */
public final class CommittedProgress {
  private CommittedProgress() {}

  /**
   * Reads it.
   *
   * @param status of the sweep, with a run at least
   * @return how it stands; when it began is not known, so no time has gone
   * @throws IOException where the directory cannot be read
   */
  public static SweepView read(SweepSnapshot sweep, SweepStatus status) throws IOException {
    List<RunSpec> runs = RunCost.longestFirst(status.runs().stream().map(RunState::spec).toList());
    SweepProgress progress =
        new SweepProgress(
            status.sweep(), Integer.MAX_VALUE, runs, Map.of(), RunCost::of, () -> Instant.EPOCH);
    for (RunState run : status.runs()) {
      if (run.status() == Status.RUNNING) {
        advance(progress, run, sweep.curve(run.spec()));
      } else if (run.status() != Status.WAITING) {
        end(progress, run);
      }
    }
    return progress.view();
  }

  private static void advance(SweepProgress progress, RunState run, CommittedCurve course) {
    for (CommittedCurve.Point point : course.points()) {
      progress.advanced(at(run, point.iter() + 1, point.trainNll(), course.rate()));
    }
    double nll = run.metrics().map(LatestMetrics::trainNll).orElse(Double.NaN);
    progress.advanced(at(run, run.iterations(), nll, course.rate()));
  }

  private static void end(SweepProgress progress, RunState run) {
    int iterations = run.iterations();
    double seconds = run.seconds().orElse(0);
    double nll = run.metrics().map(LatestMetrics::trainNll).orElse(Double.NaN);
    progress.ended(
        at(run, iterations, nll, seconds > 0 ? iterations / seconds : 0),
        run.status(),
        seconds,
        run.error().orElse(""));
  }

  private static RunProgress at(RunState run, int iterations, double nll, double rate) {
    LatestMetrics metrics = run.metrics().orElse(null);
    return new RunProgress(
        run.spec().name(),
        iterations,
        run.spec().optimizer().maxiters(),
        nll,
        metrics == null ? Double.NaN : metrics.validError(),
        metrics,
        rate,
        rate > 0 ? iterations / rate : 0);
  }
}
