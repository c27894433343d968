/**
 * What a person sees of a sweep: progress while it runs, and tables of what came out.
 *
 * <p>Knows nothing of Spark; {@code sweep.job} feeds it, {@code sweep.cli} chooses a display.
 */
package org.throughtime.sweep.progress;
