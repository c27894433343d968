/**
 * A trained network seen as a dynamical system: its fixed points (Sussillo &amp; Barak 2013), its
 * Lyapunov spectrum, the singular values of dh_T/dh_t (Pascanu et al. 2013, section 2), and how
 * long it keeps an answer.
 *
 * <p>The methods use a {@link org.throughtime.model.cell.CellStep step and its Jacobian} and do not
 * depend on the cell. They compute in float64, in a fixed order and on one thread, so that the same
 * weights give the same bits on every machine. A result that cannot be computed is a value, as each
 * method documents: empty, NaN or an infinity. No weights make a method fail.
 *
 * <p>Depends on {@code cell}, {@code task}, {@code random}, {@code metric} and {@code diagnostics},
 * and on EJML. {@code train} uses it to measure the network of a run. Code outside the model reads
 * its metrics.
 */
package org.throughtime.model.dynamics;
