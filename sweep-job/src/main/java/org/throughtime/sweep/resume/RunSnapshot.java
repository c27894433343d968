package org.throughtime.sweep.resume;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.model.train.RunStatus;
import org.throughtime.model.train.TrainerState;
import org.throughtime.sweep.store.CommittedFile;

/**
 * Everything that a run needs to resume between two iterations, and to end with the same results as
 * an undisturbed run.
 *
 * @param spec the run
 * @param trainer its training
 * @param attempts how many attempts have come this far
 * @param seconds of wall time that these attempts took to come this far
 * @param epoch of the driver whose attempt came this far; 0 where there is none
 * @param segments how many segments are committed
 * @param files those segments' files, in order, and at the end of a run its others
 * @param iterations rows that are in no segment yet, in order
 * @param checkpoints likewise
 */
public record RunSnapshot(
    RunSpec spec,
    TrainerState trainer,
    int attempts,
    double seconds,
    long epoch,
    int segments,
    List<CommittedFile> files,
    List<IterationMetrics> iterations,
    List<Checkpoint> checkpoints) {
  public RunSnapshot {
    files = List.copyOf(files);
    iterations = List.copyOf(iterations);
    checkpoints = List.copyOf(checkpoints);
  }

  /**
   * Whether a run goes on from here as if it had begun with other flags: where of those that decide
   * it none but maxiters differs, and no iteration is too many.
   */
  public boolean fits(RunSpec other) {
    Map<String, Object> flags = new LinkedHashMap<>(spec.flags());
    flags.put("maxiters", other.optimizer().maxiters());
    return spec.name().equals(other.name())
        && RunSpec.fromFlags(flags).hash().equals(other.hash())
        && trainer.iteration() <= other.optimizer().maxiters();
  }

  /**
   * This snapshot as one of a run that {@linkplain #fits fits}: nothing is in a segment any more,
   * since where segments end depends on maxiters.
   *
   * @param kept files of weights, which do not depend on maxiters
   * @param allIterations every row so far, in order
   * @param allCheckpoints likewise
   */
  RunSnapshot as(
      RunSpec other,
      List<CommittedFile> kept,
      List<IterationMetrics> allIterations,
      List<Checkpoint> allCheckpoints) {
    boolean finished = trainer.iteration() == other.optimizer().maxiters();
    RunStatus ended = trainer.ended();
    if (ended == null || ended == RunStatus.FINISHED) {
      ended = finished ? RunStatus.FINISHED : null;
    }
    TrainerState state =
        new TrainerState(
            trainer.iteration(),
            trainer.random(),
            trainer.weights(),
            trainer.slots(),
            trainer.window(),
            trainer.bestValidError(),
            trainer.checksInARow(),
            trainer.stage(),
            ended);
    return new RunSnapshot(
        other, state, attempts, seconds, epoch, 0, kept, allIterations, allCheckpoints);
  }

  /** n of the last iteration that is done; -1 where none is. */
  public int steps() {
    return trainer.iteration() - 1;
  }

  /** The last checkpoint among the rows that are in no segment yet. */
  public Optional<Checkpoint> lastPending() {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.get(checkpoints.size() - 1));
  }
}
