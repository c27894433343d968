package org.throughtime.model.optimizer;

import org.throughtime.model.flag.FlagValues;

/**
 * Which optimizer changes the weights.
 *
 * @param optimizer a name of {@link Optimizers#NAMES}
 * @param own the flags that optimizers declare, {@link Optimizers#FLAGS}
 * @param averaging when the weights are replaced with their mean
 */
public record UpdateRule(String optimizer, FlagValues own, Averaging averaging) {}
