package org.throughtime.sweep.answers;

/**
 * Where a number in a sentence comes from.
 *
 * @param metric the number as it stands in the sentence
 * @param sql a Spark SQL statement over the views {@code checkpoints} and {@code profile} of the
 *     sweep, that gives one row with one column {@code metric}: exactly that text
 * @param at where in the sentence's text the metric begins
 */
public record Evidence(String metric, String sql, int at) {}
