/**
 * Measures how fast the model trains: JMH benchmarks of kernels and passes, and the timed runs
 * behind the Python scripts of this module.
 *
 * <p>Depends only on the public API of {@code model}. Only {@code org.throughtime.peer} depends on
 * it, and no part of it is shipped.
 */
package org.throughtime.benchmark;
