package org.throughtime.sweep.strategy;

import java.util.Collection;
import java.util.Optional;
import java.util.function.BiFunction;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.ConfigBlock;

/**
 * A pruner that a sweep file can ask for.
 *
 * @param key of its block in {@code search}
 * @param reader of a block over its defaults and every run that may come to a rung; empty where the
 *     block has no rungs. Throws ConfigurationException where a key is unknown or a value is wrong
 */
record PrunerKind(
    String key, BiFunction<ConfigBlock, Collection<RunSpec>, Optional<Pruner>> reader) {}
