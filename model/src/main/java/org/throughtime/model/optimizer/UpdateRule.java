package org.throughtime.model.optimizer;

import org.throughtime.model.flag.FlagValues;
import org.throughtime.model.flag.FromLength;

/**
 * Which optimizer changes the weights.
 *
 * @param optimizer a name of {@link Optimizers#NAMES}
 * @param own the flags that optimizers declare, {@link Optimizers#FLAGS}
 * @param averageFreq iterations after which the weights are replaced with their mean over them
 */
public record UpdateRule(String optimizer, FlagValues own, FromLength averageFreq) {}
