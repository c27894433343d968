/**
 * The recurrent cells, forward and backward, written to be read beside the formulas of SPEC section
 * 4. Each cell has its {@link org.throughtime.model.cell.Cell definition} and the rule that draws
 * its initial weights. The package also holds what cells share: input layer, readout, scoring and
 * Omega.
 *
 * <p>A network owns the buffers of its passes and belongs to one thread.
 *
 * <p>Depends on {@code kernel}, {@code task}, {@code random}, {@code metric} and {@code
 * diagnostics}. {@code reference}, {@code optimizer} and {@code train} use it. Outside the model,
 * other code reads weights and errors and names cells.
 */
package org.throughtime.model.cell;
