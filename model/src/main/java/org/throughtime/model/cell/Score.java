package org.throughtime.model.cell;

import java.util.Optional;

/**
 * Loss and error of one batch.
 *
 * @param loss mean cross-entropy or mean squared error, as the head defines it
 * @param error share of wrong sequences, in [0, 1]
 * @param linear further errors, present for lastLinear
 */
public record Score(double loss, double error, Optional<LinearErrors> linear) {}
