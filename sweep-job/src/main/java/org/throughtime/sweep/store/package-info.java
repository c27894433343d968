/**
 * The directory of a sweep: its layout, its listing, who owns it, and how bytes are committed.
 *
 * <p>{@code Layout} is the only class that knows where a file is, {@code FileStore} the only one
 * that knows how it gets there. Depends on {@code model}, and of {@code table} on the names of the
 * tables alone. May be used by whoever is handed a {@link
 * org.throughtime.sweep.store.ResultsDirectory}.
 */
package org.throughtime.sweep.store;
