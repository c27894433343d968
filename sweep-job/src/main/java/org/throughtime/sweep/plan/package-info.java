/**
 * What a sweep has to do: its runs, longest first, what each is expected to cost, and the command
 * with which the course's program would do the same.
 *
 * <p>Pure functions of specifications. Depends on {@code model} alone; may be used by every package
 * of {@code sweep}.
 */
package org.throughtime.sweep.plan;
