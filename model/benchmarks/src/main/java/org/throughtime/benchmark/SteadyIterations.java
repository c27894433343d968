package org.throughtime.benchmark;

import java.util.Map;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainingListener;

/** Training iterations of one length without checkpoints: each does the same work. */
final class SteadyIterations {
  /** The canonical runs' mean length. */
  static final int LENGTH = 125;

  private static final TrainingListener NOBODY = new TrainingListener() {};

  /**
   * Flags that leave iterations of one length, as many as it takes, with weights nearly as they
   * were. A run whose lr is 1e-8 or less has no iteration.
   */
  private static final Map<String, Object> CHANGES =
      Map.of(
          "min_length",
          LENGTH,
          "max_length",
          LENGTH,
          "lr",
          2e-8,
          "maxiters",
          Integer.MAX_VALUE,
          "checkFreq",
          Integer.MAX_VALUE,
          "ebs",
          1,
          "cbs",
          1,
          "collectDiags",
          false);

  private final Trainer trainer;

  private SteadyIterations(Trainer trainer) {
    this.trainer = trainer;
  }

  /** The iterations of one of the {@link ShippedRuns}, by its label. */
  static SteadyIterations of(String label) {
    return new SteadyIterations(Trainer.start(spec(label), KernelProvider.active()));
  }

  static RunSpec spec(String label) {
    return ShippedRuns.spec(label, CHANGES);
  }

  /** The next iteration. */
  void step() {
    trainer.step(NOBODY);
  }
}
