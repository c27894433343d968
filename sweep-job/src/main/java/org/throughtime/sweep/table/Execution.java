package org.throughtime.sweep.table;

/**
 * How a run was executed: everything that may differ between two executions of the same
 * specification.
 *
 * @param seconds of wall time of the attempt that ended it
 * @param attempts how many attempts it took, 1 where the first one ended it
 * @param provenance what computed it
 */
public record Execution(double seconds, int attempts, Provenance provenance) {}
