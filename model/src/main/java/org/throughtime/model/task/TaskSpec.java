package org.throughtime.model.task;

import org.throughtime.model.flag.FlagValues;

/**
 * Which task, and how long its sequences are.
 *
 * @param task a name of {@link Tasks#NAMES}
 * @param own the flags that tasks declare, {@link Tasks#FLAGS}
 * @param minLength the shortest length drawn
 * @param maxLength one above the longest length drawn, or equal to {@code minLength}
 */
public record TaskSpec(String task, FlagValues own, int minLength, int maxLength) {}
