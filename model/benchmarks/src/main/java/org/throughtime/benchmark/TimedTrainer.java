package org.throughtime.benchmark;

import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;

/** A run of this program that trains. */
final class TimedTrainer implements TimedRun {
  private final Trainer trainer;
  private double trainNll = Double.NaN;
  private double validNll = Double.NaN;

  TimedTrainer(RunSpec spec) {
    trainer = Trainer.start(spec, KernelProvider.active());
  }

  @Override
  public void step(Laps laps) {
    trainer.step(
        new TrainingListener() {
          @Override
          public void onIteration(IterationMetrics metrics) {
            trainNll = metrics.trainNll();
            laps.endIteration();
          }

          @Override
          public void onCheckpoint(Checkpoint checkpoint) {
            validNll = checkpoint.validNll();
            laps.endCheckpoint();
          }
        });
  }

  @Override
  public double trainNll() {
    return trainNll;
  }

  @Override
  public double validNll() {
    return validNll;
  }
}
