package org.throughtime.sweep.job;

import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationFigures;
import org.throughtime.model.train.TrainingListener;
import org.throughtime.sweep.progress.RunProgress;

/** Tells a run's progress to its task's accumulator, and passes on what it sees. */
final class ProgressReporter implements TrainingListener {
  private final TrainingListener next;
  private final ProgressAccumulator accumulator;
  private final long start = System.nanoTime();
  private RunProgress latest;
  private int iterations;

  ProgressReporter(
      String run, int maxiters, TrainingListener next, ProgressAccumulator accumulator) {
    this.next = next;
    this.accumulator = accumulator;
    this.latest = RunProgress.none(run, maxiters);
    accumulator.add(latest);
  }

  /** What it told last. */
  RunProgress latest() {
    return latest;
  }

  @Override
  public void onIteration(IterationFigures figures) {
    next.onIteration(figures);
    iterations = figures.iter() + 1;
    report(latest.trainNll(), latest.validError());
  }

  @Override
  public void onCheckpoint(Checkpoint checkpoint) {
    next.onCheckpoint(checkpoint);
    report(checkpoint.trainNll(), checkpoint.validError());
  }

  private void report(double trainNll, double validError) {
    double seconds = (System.nanoTime() - start) / 1e9;
    latest =
        new RunProgress(
            latest.run(),
            iterations,
            latest.maxiters(),
            trainNll,
            validError,
            iterations / seconds);
    accumulator.add(latest);
  }
}
