package org.throughtime.model.train;

import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Score;

/**
 * The source of the metrics of an iteration.
 *
 * @param iter n, from 0
 * @param length the drawn length L (not T)
 * @param score of the batch before the update
 * @param gradientNorm L2 norm over all parameters, alpha * Omega's gradient included, before
 *     clipping
 * @param gradientNormPost the same after clipping
 * @param omega the regularizer; {@link OmegaMetrics#NONE} where alpha is 0
 */
public record IterationSource(
    int iter,
    int length,
    Score score,
    double gradientNorm,
    double gradientNormPost,
    OmegaMetrics omega) {}
