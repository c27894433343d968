/**
 * The few array loops everything is made of, scalar and with vectors, behind one interface. The
 * only package that imports {@code jdk.incubator.vector}. Depends on nothing; {@code cell} and
 * {@code train} use it.
 */
package org.throughtime.model.kernel;
