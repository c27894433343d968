/**
 * The questions of the assignment, answered from a run's own metrics: does the gradient through
 * time vanish, explode or spread; does its norm explode; does the hidden state saturate; what does
 * clipping change; where do the gates sit; how does the spectral radius move with the gradient. And
 * what runs show beside each other, and all of them together.
 *
 * <p>Pure functions from {@link org.throughtime.sweep.answers.RunMetrics} to sentences. An {@link
 * org.throughtime.sweep.answers.Answer} is a verdict in one sentence and its details. Every number
 * in a sentence is a measured one, with the SQL that gives it as its {@link
 * org.throughtime.sweep.answers.Evidence}, or a bound of {@code Thresholds}, or one of the run's
 * flags. One class per question; {@code Steps} and {@code CheckpointQueries} compute the metrics
 * and write their SQL side by side, so that they cannot part. What a class concludes is an enum of
 * its own ({@code Fate}, {@code Growth}, {@code Level}, {@code Reading}), from which sentences, the
 * conclusion over all runs and the shipped queries take it. Where the metrics do not support a
 * conclusion the sentence says so.
 *
 * <p>Depends on {@code model}, and of {@code table} on where a run stands. Whoever reads the tables
 * hands the metrics over: {@code report}, which also puts runs side by side by {@link
 * org.throughtime.sweep.answers.ComparableRuns}.
 */
package org.throughtime.sweep.answers;
