package org.throughtime.model.train;

/**
 * What one training iteration leaves behind.
 *
 * @param iter n, from 0
 * @param length the drawn length L (not T)
 * @param trainNll loss of the batch before the update: a mean, as the head defines it
 * @param gradientNorm L2 norm over all parameters, alpha * Omega's gradient included, before
 *     clipping
 * @param gradientNormPost the same after clipping
 * @param omega the regulariser, unscaled; 0 where alpha is 0
 * @param stepsInPast mean over t of the share of sequences whose gradient is above the bound
 */
public record IterationMetrics(
    int iter,
    int length,
    double trainNll,
    double gradientNorm,
    double gradientNormPost,
    double omega,
    double stepsInPast) {}
