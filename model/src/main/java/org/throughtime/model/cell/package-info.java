/**
 * The recurrent cells, forward and backward, readable beside the formulas of SPEC section 4, each
 * with its {@link org.throughtime.model.cell.Cell definition}; how their weights are drawn; and
 * what cells share: input layer, readout, scoring, Omega. A network owns the buffers of its passes
 * and belongs to one thread. Depends on {@code kernel}, {@code task}, {@code random}, {@code flag},
 * {@code metric} and {@code diagnostics}; {@code reference} and {@code train} use it.
 */
package org.throughtime.model.cell;
