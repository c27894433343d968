/**
 * Hashes of a sweep's results: of what was computed ({@code digest DIR}), and of the files that
 * hold it ({@code --verify}).
 *
 * <p>It only reads, without Spark, in memory that does not grow with the length of a run. Depends
 * on {@code snapshot}, {@code resume}, {@code store} and {@code table}. {@code cli} depends on it.
 */
package org.throughtime.sweep.digest;
