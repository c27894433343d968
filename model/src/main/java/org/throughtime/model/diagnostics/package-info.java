/**
 * Metrics that describe training and do not influence it: the gradients and activations of a batch
 * at every step, the distribution of such values, and the spectral radius of W_hh.
 *
 * <p>Depends on {@code kernel} and {@code metric}. {@code cell}, {@code reference} and {@code
 * train} fill its metrics and pass them on. Code that records or prints a run reads them.
 */
package org.throughtime.model.diagnostics;
