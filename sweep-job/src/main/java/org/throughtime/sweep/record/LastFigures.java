package org.throughtime.sweep.record;

/**
 * Figures of the last checkpoint that a run committed.
 *
 * @param bestValidError lowest valid error so far, percent
 * @param validError percent
 * @param trainNll mean since the checkpoint before
 * @param validNll mean over the validation chunks
 * @param rho spectral radius of W_hh
 * @param gradientNorm mean since the checkpoint before, before clipping
 */
public record LastFigures(
    double bestValidError,
    double validError,
    double trainNll,
    double validNll,
    double rho,
    double gradientNorm) {}
