/**
 * Metrics that say how training goes and take no part in it: what the gradients and activations of
 * a batch look like at every step, how such metrics are distributed, and the spectral radius of
 * W_hh.
 *
 * <p>Depends on {@code kernel} and {@code metric}. {@code cell}, {@code reference} and {@code
 * train} fill and pass on its metrics, and whoever records or prints a run reads them.
 */
package org.throughtime.model.diagnostics;
