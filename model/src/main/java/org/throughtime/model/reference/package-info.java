/**
 * Every cell once more, term by term in ND4J and float64: slow, plain, and to be read beside SPEC
 * sections 4 and 5.
 *
 * <p>It is what the float32 kernels are held to, and what {@code backend = reference} runs. Nothing
 * here shares code with the kernels, so that one cannot carry the other's mistake. Weights are read
 * from float32 {@link org.throughtime.model.cell.Parameters} at the start of a pass, gradients are
 * rounded to float32 at its end, and everything between is float64.
 *
 * <p>Depends on {@code cell}, {@code task}, {@code random} and {@code diagnostics} and on ND4J.
 * Only {@code train}, which makes the network a specification asks for, and tests may depend on it.
 */
package org.throughtime.model.reference;
