package org.throughtime.model.cell;

import java.util.Optional;

/**
 * Loss and error of one batch.
 *
 * @param loss mean cross-entropy or mean squared error, as the head defines it
 * @param error share of wrong sequences, in [0, 1], as the course's program counts them: an output
 *     that is NaN is not wrong by more than err_abs, and a NaN among logits is class 0
 * @param failures share of sequences that are wrong or have an output that is not finite
 * @param linear further errors, present for lastLinear
 */
public record Score(double loss, double error, double failures, Optional<LinearErrors> linear) {}
