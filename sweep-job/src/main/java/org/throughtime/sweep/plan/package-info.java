/**
 * What is known of a run before it trains: its cost and memory, and the command that makes it; and
 * the limits and goals that a sweep is given.
 *
 * <p>Pure functions of specifications. Knows neither Spark nor files, and depends on {@code model}
 * alone; may be used by every package of {@code sweep}.
 */
package org.throughtime.sweep.plan;
