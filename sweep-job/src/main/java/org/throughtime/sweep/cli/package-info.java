/**
 * The command line. It parses a call, refuses an impossible one with a one-line message, and passes
 * the rest to {@code sweep.job}.
 *
 * <p>{@link org.throughtime.sweep.cli.Main} is the main class of the application jar. With a local
 * master, {@link org.throughtime.sweep.cli.Start} checks the call before it. No package may depend
 * on this one.
 */
package org.throughtime.sweep.cli;
