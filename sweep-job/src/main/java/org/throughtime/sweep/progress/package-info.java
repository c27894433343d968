/**
 * What a person sees of a sweep: progress while it runs, and the table of its runs.
 *
 * <p>Knows nothing of Spark; {@code sweep.job} feeds it, {@code sweep.cli} chooses a display.
 */
package org.throughtime.sweep.progress;
