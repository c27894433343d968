/**
 * The directory of a sweep: its layout, its listing, who owns it, and how bytes are committed.
 *
 * <p>The only package that knows where a file of a sweep is. Depends on {@code model}, and on
 * {@code table} for the names of the tables.
 */
package org.throughtime.sweep.store;
