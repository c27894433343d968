package org.throughtime.sweep.strategy;

/**
 * A round in which every run reached the last iteration, ended before it, or failed.
 *
 * @param round as the strategy gave it
 * @param results what its runs committed by then
 */
public record CompleteRound(Round round, Results results) {}
