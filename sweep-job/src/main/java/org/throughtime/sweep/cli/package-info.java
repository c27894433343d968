/**
 * The command line: what was asked for, refused in one line where it cannot be done, else handed to
 * {@code sweep.job}.
 *
 * <p>{@link org.throughtime.sweep.cli.Main} is the main class of the application jar; with a local
 * master {@link org.throughtime.sweep.cli.Start} looks at the call before it. Nothing may depend on
 * this package.
 */
package org.throughtime.sweep.cli;
