/**
 * The page of a sweep while it trains, served on loopback to one reader: {@link
 * org.throughtime.sweep.watch.Watch} makes it again once something was committed, and {@link
 * org.throughtime.sweep.watch.LoopbackServer} hands it to whoever knows the token. Depends on
 * {@code snapshot} and {@code store} for what was committed and on {@code report} and {@code
 * report.page} for what is made of it; {@code cli} depends on it.
 */
package org.throughtime.sweep.watch;
