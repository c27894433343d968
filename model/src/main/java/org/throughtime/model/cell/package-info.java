/**
 * The recurrent cells, forward and backward, readable beside the formulas of SPEC section 4, each
 * with its {@link org.throughtime.model.cell.Cell definition}; how their weights are drawn; and
 * what cells share: input layer, readout, scoring, Omega. A network owns the buffers of its passes
 * and belongs to one thread. Depends on {@code kernel}, {@code task}, {@code random}, {@code
 * metric} and {@code diagnostics}; {@code reference}, {@code optimizer} and {@code train} use it.
 * Outside the model its weights and errors are read, and its cells are named.
 */
package org.throughtime.model.cell;
