package org.throughtime.model.dynamics;

/**
 * The dynamics of a run's network at one checkpoint.
 *
 * @param iter n of the checkpoint, or of the last iteration before the weights
 * @param weightsHash SHA-256 of the weights, hex
 * @param dynamics of the network with these weights
 */
public record Measurement(int iter, String weightsHash, Dynamics dynamics) {}
