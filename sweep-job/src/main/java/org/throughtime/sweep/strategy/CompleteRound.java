package org.throughtime.sweep.strategy;

/**
 * A round all of whose runs came to its last iteration, ended before it or failed.
 *
 * @param round as the strategy gave it
 * @param results what its runs committed by then
 */
public record CompleteRound(Round round, Results results) {}
