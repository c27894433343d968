package org.throughtime.model.train;

import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.diagnostics.Profile;

/**
 * Everything step 6 of SPEC section 5 computes every checkFreq iterations.
 *
 * @param iter n
 * @param trainNll sum of the iterations' losses since the last checkpoint, divided by checkFreq
 * @param gradientNorm likewise, before clipping
 * @param gradientNormPost likewise, after clipping
 * @param omega likewise
 * @param stepsInPast likewise
 * @param validNll mean loss over the validation chunks
 * @param validError mean error over the validation chunks, in percent
 * @param bestValidError best error of the checkpoints before this one, in percent; 100 at first
 * @param linear further validation errors, present for lastLinear: means over the chunks, maxae
 *     over all
 * @param rho spectral radius of W_hh
 * @param diagnostics present where collectDiags is set
 */
public record Checkpoint(
    int iter,
    double trainNll,
    double gradientNorm,
    double gradientNormPost,
    double omega,
    double stepsInPast,
    double validNll,
    double validError,
    double bestValidError,
    Optional<LinearErrors> linear,
    double rho,
    Optional<Diagnostics> diagnostics) {

  /**
   * Metrics of the frozen diagnostic batch.
   *
   * @param loss its loss
   * @param error its error, in [0, 1]
   * @param profile its metrics for every step
   */
  public record Diagnostics(double loss, double error, Profile profile) {}

  /** The error after this checkpoint is taken into account, in percent. */
  public double bestValidErrorAfter() {
    return Math.min(bestValidError, validError);
  }
}
