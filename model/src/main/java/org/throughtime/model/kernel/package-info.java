/**
 * The few array loops everything is made of, scalar and with vectors, behind one interface. The
 * only package of the program that imports {@code jdk.incubator.vector}; the benchmarks do to
 * measure the processor. Depends on nothing; {@code cell} and {@code train} use it.
 */
package org.throughtime.model.kernel;
