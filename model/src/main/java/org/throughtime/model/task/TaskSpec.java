package org.throughtime.model.task;

/**
 * Which task, and how long its sequences are.
 *
 * @param task torder, torder3, add, mul, perm or mem
 * @param memvalues how many different digits mem has
 * @param mempos how many digits mem shows
 * @param memall whether a mem batch holds every digit string once
 * @param minLength the shortest length drawn
 * @param maxLength one above the longest length drawn, or equal to {@code minLength}
 */
public record TaskSpec(
    String task, int memvalues, int mempos, boolean memall, int minLength, int maxLength) {}
