/**
 * The few array loops everything is made of, scalar and with vectors, behind one interface. The
 * only package of the program that imports {@code jdk.incubator.vector}; the benchmarks do to
 * measure the processor. Depends on nothing but the JDK. {@code cell}, {@code diagnostics}, {@code
 * optimizer} and {@code train} compute with it; outside the model, only the name of the active
 * kernel is asked for.
 */
package org.throughtime.model.kernel;
