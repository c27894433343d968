package org.throughtime.model.train;

import java.util.Optional;
import org.throughtime.model.cell.LinearErrors;

/**
 * The score of a trained network on sequences that the run has never drawn.
 *
 * @param sequences how many were scored
 * @param wrong how many of them were wrong, as the task's head counts
 * @param nll mean over the sequences of the loss, as the head defines it
 * @param linear further errors, present for lastLinear
 */
public record FreshScore(long sequences, long wrong, double nll, Optional<LinearErrors> linear) {
  /** Share of wrong sequences, in percent. */
  public double error() {
    return 100.0 * wrong / sequences;
  }
}
