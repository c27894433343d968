/**
 * What a person sees of a sweep: its progress while it trains, and tables of its results.
 *
 * <p>It does not use Spark. {@code sweep.job} sends it events, and {@code sweep.cli} chooses a
 * display.
 */
package org.throughtime.sweep.progress;
