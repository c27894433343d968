/**
 * How fast the model trains: JMH benchmarks of kernels and passes, and runs that are timed for the
 * scripts beside. Uses the public API of {@code model} only; nothing uses it, and no part of it is
 * shipped.
 */
package org.throughtime.benchmark;
