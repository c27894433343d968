/**
 * A second implementation of every cell, term by term in ND4J and float64: slow and simple, to be
 * read beside SPEC sections 4 and 5.
 *
 * <p>Tests compare the float32 kernels with it, and {@code backend = reference} trains with it. It
 * shares no code with the kernels, so that a mistake in one cannot hide in the other. A pass reads
 * float32 {@link org.throughtime.model.cell.Parameters}, computes in float64, and rounds its
 * gradients to float32.
 *
 * <p>Depends on {@code cell}, {@code task}, {@code random} and {@code diagnostics}, and on ND4J.
 * Only {@code train}, which creates the network of a specification, and tests may depend on it.
 */
package org.throughtime.model.reference;
