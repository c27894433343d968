package org.throughtime.sweep.answers;

/**
 * What the weights of a run score on fresh sequences of one length.
 *
 * @param length of every sequence
 * @param error wrong sequences, percent
 */
public record LengthScore(int length, double error) {}
