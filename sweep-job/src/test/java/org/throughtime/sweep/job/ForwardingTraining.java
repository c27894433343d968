package org.throughtime.sweep.job;

import java.util.Optional;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;

/** Another training with some of its methods changed by a test. */
abstract class ForwardingTraining implements Training.TrainingRun {
  private final Training.TrainingRun training;

  ForwardingTraining(Training.TrainingRun training) {
    this.training = training;
  }

  @Override
  public Optional<RunStatus> ended() {
    return training.ended();
  }

  @Override
  public void step(TrainingListener listener) {
    training.step(listener);
  }

  @Override
  public TrainerState snapshot() {
    return training.snapshot();
  }

  @Override
  public Parameters parameters() {
    return training.parameters();
  }
}
