/**
 * A sweep as it is committed at one moment, read without changing it.
 *
 * <p>Depends on {@code table}, {@code store} and {@code resume}; whoever shows, queries or digests
 * a sweep depends on it.
 */
package org.throughtime.sweep.snapshot;
