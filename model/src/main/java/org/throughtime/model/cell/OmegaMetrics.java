package org.throughtime.model.cell;

/**
 * Omega of one batch (Pascanu et al. 2013, equation 9) and how far back it reached.
 *
 * @param omega sum_t mean_B (ratio - 1)^2 / sum_t mean_B [counted]; not scaled by alpha
 * @param stepsInPast mean over t of mean_B [counted]
 */
public record OmegaMetrics(double omega, double stepsInPast) {
  /** The metrics where there is no regularizer, or nothing counts. */
  public static final OmegaMetrics NONE = new OmegaMetrics(0, 0);
}
