package org.throughtime.sweep.job;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.throughtime.model.cell.Parameters;
import org.throughtime.model.kernel.Kernels;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.Trainer;
import org.throughtime.model.train.TrainerState;
import org.throughtime.model.train.TrainingListener;

/**
 * A training by {@link Trainer} that goes on with reloaded kernels where an {@link AllocationGuard}
 * trips. All kernels give the same bits, so the run stays the same.
 */
final class GuardedTraining implements Training.TrainingRun {
  /** A JVM that has compiled so many copies badly is left as it is. */
  static final int MOST_RELOADS = 3;

  private static final System.Logger LOGGER = System.getLogger(GuardedTraining.class.getName());

  private final RunSpec spec;
  private final AllocationGuard guard;
  private final Supplier<Kernels> reloaded;
  private final List<String> notes = new ArrayList<>();
  private Trainer trainer;
  private int reloads;

  /**
   * @param reloaded gives kernels that the JVM has not compiled yet
   */
  GuardedTraining(
      RunSpec spec, Trainer trainer, AllocationGuard guard, Supplier<Kernels> reloaded) {
    this.spec = spec;
    this.trainer = trainer;
    this.guard = guard;
    this.reloaded = reloaded;
  }

  @Override
  public Optional<RunStatus> ended() {
    return trainer.ended();
  }

  @Override
  public void step(TrainingListener listener) {
    trainer.step(guard.during(listener));
    if (reloads < MOST_RELOADS && trainer.ended().isEmpty() && guard.trips()) {
      reload();
    }
  }

  private void reload() {
    reloads++;
    String note =
        String.format(
            Locale.ROOT,
            "the JVM keeps vectors as objects, %.1f MB a pass, which makes training slower;"
                + " loaded the kernels again at iteration %d (%d of at most %d times)",
            guard.bytes() / 1e6,
            trainer.snapshot().iteration(),
            reloads,
            MOST_RELOADS);
    notes.add(note);
    // The notes are told when the run ends, which may be in a day.
    LOGGER.log(Level.WARNING, "{0}: {1}", spec.name(), note);
    trainer = Trainer.restore(spec, trainer.snapshot(), reloaded.get());
    guard.reset();
  }

  @Override
  public TrainerState snapshot() {
    return trainer.snapshot();
  }

  @Override
  public Parameters parameters() {
    return trainer.parameters();
  }

  @Override
  public int kernelReloads() {
    return reloads;
  }

  @Override
  public List<String> notes() {
    return List.copyOf(notes);
  }
}
