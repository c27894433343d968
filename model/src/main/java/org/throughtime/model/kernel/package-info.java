/**
 * The array loops that all computation uses, scalar and vectorized, behind one interface.
 *
 * <p>This is the only package of the program that imports {@code jdk.incubator.vector}; the
 * benchmarks also do, to measure the processor. Depends only on the JDK. {@code cell}, {@code
 * diagnostics}, {@code optimizer} and {@code train} compute with it. Code outside the model asks
 * only for the name of the active kernel.
 */
package org.throughtime.model.kernel;
