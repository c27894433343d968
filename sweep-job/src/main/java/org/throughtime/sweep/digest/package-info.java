/**
 * What the results of a sweep are, told in hashes: of what was computed ({@code digest DIR}), and
 * of the files that hold it ({@code --verify}).
 *
 * <p>Only reads, without Spark, in memory that does not grow with a run. Depends on {@code
 * snapshot}, {@code resume}, {@code store} and {@code table}; {@code cli} depends on it.
 */
package org.throughtime.sweep.digest;
