package org.throughtime.sweep.job;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;

/** Starts or resumes the training of one run. */
@FunctionalInterface
interface Training extends Serializable {
  /**
   * @param spec the run
   * @param state where it goes on; empty where it begins
   */
  TrainingRun begin(RunSpec spec, Optional<TrainerState> state);

  /** A training between two iterations; see {@link Trainer}, whose methods these are. */
  interface TrainingRun {
    /** How the run ended; empty while it can go on. */
    Optional<RunStatus> ended();

    /** One iteration, and the checkpoint behind it where one is due. */
    void step(TrainingListener listener);

    /** Everything needed to go on from here. */
    TrainerState snapshot();

    /** The weights, live. */
    Parameters parameters();

    /** How often this training loaded the kernels again, since its JVM had compiled them badly. */
    default int kernelReloads() {
      return 0;
    }

    /** What the user should know about this training, in lines. */
    default List<String> notes() {
      return List.of();
    }
  }

  /** By the model's trainer, with the kernels of this JVM. */
  static TrainingRun byTrainer(RunSpec spec, Optional<TrainerState> state) {
    Kernels kernels = KernelProvider.active();
    Trainer trainer =
        state
            .map(s -> Trainer.restore(spec, s, kernels))
            .orElseGet(() -> Trainer.start(spec, kernels));
    return new GuardedTraining(
        spec, trainer, AllocationGuard.ofThisThread(spec), KernelProvider::reloaded);
  }
}
