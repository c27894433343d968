package org.throughtime.model.cell;

import java.io.Serializable;

/**
 * Errors of a lastLinear head beyond its loss.
 *
 * @param mae mean |y - yhat|
 * @param err05 share with |y - yhat| &gt; .05, in [0, 1]
 * @param err10 share with |y - yhat| &gt; .10, in [0, 1]
 * @param errAbs share with |y - yhat| &gt; err_abs, in [0, 1]
 * @param maxae the largest |y - yhat|
 */
public record LinearErrors(double mae, double err05, double err10, double errAbs, double maxae)
    implements Serializable {}
