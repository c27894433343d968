package org.throughtime.sweep.job;

import java.io.Serializable;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;

/** Trains one run to its end. */
@FunctionalInterface
interface Training extends Serializable {
  /**
   * @param spec the run
   * @param listener sees every iteration and checkpoint
   * @param pause called between iterations; what it throws ends the training
   */
  End train(RunSpec spec, TrainingListener listener, Runnable pause);

  /** How it ended, and with which weights. */
  record End(RunStatus status, Parameters weights) {}

  /** By the model's trainer. */
  static End byTrainer(RunSpec spec, TrainingListener listener, Runnable pause) {
    Trainer trainer = Trainer.start(spec);
    while (trainer.ended().isEmpty()) {
      pause.run();
      trainer.step(listener);
    }
    return new End(trainer.ended().get(), trainer.parameters());
  }
}
