package org.throughtime.model.train;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Score;
import org.throughtime.model.diagnostics.Profile;

/**
 * The source of the metrics of a checkpoint (step 6 of SPEC section 5).
 *
 * @param iter n
 * @param means of the iterations since the checkpoint before: sums divided by checkFreq
 * @param validation means over the validation chunks
 * @param bestValidError best error of the checkpoints before this one, in percent; 100 at first
 * @param recurrent the matrix {@code (H, H)} that rho is of, as it is now
 * @param maxLength one above the longest length drawn and validated, where it grows
 * @param hold greatest length that is held, where it was measured
 * @param attempt how often the run has begun again, where it can
 * @param holdError mean error at the lengths to hold, percent, where it is the lowest so far
 * @param update the last one before the checkpoint, where the flag dynamics asks for it
 * @param diagnostics of the frozen diagnostic batch, present where collectDiags is set
 */
public record CheckpointSource(
    int iter,
    TrainerState.WindowSums means,
    Score validation,
    double bestValidError,
    Parameter recurrent,
    OptionalInt maxLength,
    OptionalInt hold,
    OptionalInt attempt,
    OptionalDouble holdError,
    Optional<Update> update,
    Optional<Diagnostics> diagnostics) {

  /**
   * The diagnostic batch after a full pass.
   *
   * @param score its loss and error
   * @param profile its metrics for every step
   * @param units mean distance of each unit from saturation, over steps and sequences, where the
   *     flag dynamics asks for it
   */
  public record Diagnostics(Score score, Profile profile, Optional<double[]> units) {}
}
