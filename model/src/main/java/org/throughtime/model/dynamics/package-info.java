/**
 * A trained network seen as a dynamical system: its fixed points (Sussillo &amp; Barak 2013), its
 * Lyapunov spectrum, the singular values of dh_T/dh_t (Pascanu et al. 2013, section 2) and how long
 * it keeps an answer.
 *
 * <p>The instruments know a {@link org.throughtime.model.cell.CellStep step and its Jacobian}, not
 * which cell has them. They compute in float64, in a fixed order and on one thread, so that the
 * same weights give the same bits on every machine. What cannot be computed is a value: empty, NaN
 * or an infinity, as each says; no weights make an instrument fail.
 *
 * <p>Depends on {@code cell}, {@code task}, {@code random}, {@code metric} and {@code diagnostics},
 * and on EJML. {@code train} measures a run's network with it; outside the model, its metrics are
 * read.
 */
package org.throughtime.model.dynamics;
