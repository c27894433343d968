package org.throughtime.sweep.job;

import java.io.Serializable;
import org.throughtime.model.train.RunStatus;

/**
 * How one run of a sweep came out; its figures are in the tables.
 *
 * @param run its name
 * @param status how it ended, now or when it was run before
 * @param skipped whether it was done already and so not run
 * @param iterations done; 0 where skipped
 * @param seconds of wall time; 0 where skipped
 * @param error one line where it failed, else empty
 */
public record RunOutcome(
    String run, RunStatus status, boolean skipped, int iterations, double seconds, String error)
    implements Serializable {}
