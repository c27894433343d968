/**
 * Answers the questions of the assignment from a run's own metrics. Does the gradient through time
 * vanish, explode or spread? Does its norm explode? Does the hidden state saturate? What does
 * clipping change? How close are the gates to 0 or 1? Is the spectral radius correlated with the
 * gradient? The package also compares runs with each other, and draws conclusions over all of them.
 *
 * <p>Everything here is a pure function from {@link org.throughtime.sweep.answers.RunMetrics} to
 * sentences. An {@link org.throughtime.sweep.answers.Answer} is a verdict in one sentence and its
 * details. Every number in a sentence is one of three things: a measured number, whose SQL is its
 * {@link org.throughtime.sweep.answers.Evidence}; a bound of {@code Thresholds}; or a flag of the
 * run. If the metrics do not support a conclusion, the sentence says so.
 *
 * <p>Each question has one class. {@code Steps} and {@code CheckpointQueries} compute each metric
 * and write its SQL in one place, so that the two stay the same. What a class concludes is an enum
 * of its own ({@code Fate}, {@code Growth}, {@code Level}, {@code Reading}). The sentences, the
 * conclusion over all runs and the shipped queries use that enum.
 *
 * <p>Depends on {@code model}, and on {@code table} for the status of a run. {@code report} reads
 * the tables and passes in the metrics. It also uses {@link
 * org.throughtime.sweep.answers.ComparableRuns} to decide which runs to compare.
 */
package org.throughtime.sweep.answers;
