/**
 * Serves the page of a sweep on loopback, to one reader, while the sweep trains. {@link
 * org.throughtime.sweep.watch.Watch} makes the page again after each commit. {@link
 * org.throughtime.sweep.watch.LoopbackServer} serves it to clients that know the token.
 *
 * <p>Depends on {@code snapshot} and {@code store} to read the commits, and on {@code report} and
 * {@code report.page} to make the page. {@code cli} depends on it.
 */
package org.throughtime.sweep.watch;
