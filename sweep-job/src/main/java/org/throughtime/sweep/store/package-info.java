/**
 * The directory of a sweep: its layout, its listing, its owner, and how bytes are committed.
 *
 * <p>Only {@code Layout} knows where a file is. Only {@code FileCommits} commits one, with the
 * {@code Store} of its file system. Depends on {@code model}, on {@code table} only for the names
 * of the tables, and on {@code config.value} only for the nearest of several names. Code that
 * receives a {@link org.throughtime.sweep.store.ResultsDirectory} may use it.
 */
package org.throughtime.sweep.store;
