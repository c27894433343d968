/**
 * The two recurrent cells, forward and backward, readable beside the formulas of SPEC section 4,
 * with what they share: input layer, readout, scoring, Omega. A cell owns the buffers of its passes
 * and belongs to one thread. Depends on {@code kernel}, {@code task}, {@code random} and {@code
 * diagnostics}; {@code reference} and {@code train} use it. Outside the model its weights and
 * errors are read, and its cells are named.
 */
package org.throughtime.model.cell;
