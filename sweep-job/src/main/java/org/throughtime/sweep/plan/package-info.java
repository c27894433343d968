/**
 * What a sweep has to do: its runs, longest first, what each is expected to cost, and the command
 * with which the course's program would do the same.
 *
 * <p>Pure functions of specifications. Knows neither Spark nor files. Depends on {@code model}
 * alone; every package of {@code sweep} may depend on it.
 */
package org.throughtime.sweep.plan;
