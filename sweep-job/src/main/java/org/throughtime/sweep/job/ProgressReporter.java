package org.throughtime.sweep.job;

import java.util.function.Consumer;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.progress.RecentRate;
import org.throughtime.sweep.progress.RunProgress;
import org.throughtime.sweep.table.LatestMetrics;

/** Reports the progress of a run, and forwards what it observes. */
final class ProgressReporter implements TrainingListener {
  private final TrainingListener next;
  private final Consumer<RunProgress> progress;
  private final long start = System.nanoTime();
  private final RecentRate rate;
  private RunProgress latest;
  private int iterations;

  /**
   * @param run its name
   * @param from iterations that earlier attempts did
   * @param maxiters how many there can be
   */
  ProgressReporter(
      String run, int from, int maxiters, TrainingListener next, Consumer<RunProgress> progress) {
    this.next = next;
    this.progress = progress;
    this.rate = new RecentRate(from, 0);
    this.iterations = from;
    this.latest = RunProgress.at(run, from, maxiters);
    progress.accept(latest);
  }

  /** What it told last. */
  RunProgress latest() {
    return latest;
  }

  @Override
  public void onIteration(IterationMetrics metrics) {
    next.onIteration(metrics);
    iterations = metrics.iter() + 1;
    report(latest.trainNll(), latest.validError(), latest.lastMetrics());
  }

  @Override
  public void onEvaluation(int n) {
    next.onEvaluation(n);
    latest = latest.evaluating();
    progress.accept(latest);
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    next.onCheckpoint(checkpoint);
    rate.checkpoint(iterations, seconds());
    report(checkpoint.trainNll(), checkpoint.validError(), LatestMetrics.of(checkpoint));
  }

  @Override
  public void onWeights(int n, Parameters weights) {
    next.onWeights(n, weights);
  }

  private void report(double trainNll, double validError, LatestMetrics metrics) {
    double seconds = seconds();
    latest =
        new RunProgress(
            latest.run(),
            iterations,
            latest.maxiters(),
            trainNll,
            validError,
            metrics,
            rate.perSecond(iterations, seconds),
            seconds);
    progress.accept(latest);
  }

  private double seconds() {
    return (System.nanoTime() - start) / 1e9;
  }
}
