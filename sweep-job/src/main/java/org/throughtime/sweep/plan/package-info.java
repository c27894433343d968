/**
 * What is known of a run before it trains: its cost, its memory and the command that repeats it.
 * Also the limits and goals of a sweep.
 *
 * <p>Everything here is a pure function of specifications. It uses neither Spark nor files, and
 * depends only on {@code model}. Every package of {@code sweep} may use it.
 */
package org.throughtime.sweep.plan;
