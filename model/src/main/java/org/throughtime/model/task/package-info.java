/**
 * The synthetic long-range tasks, those of Pascanu, Mikolov &amp; Bengio (2013) and others: each
 * draws batches of sequences and their targets from a {@link
 * org.throughtime.model.random.LegacyRandom} stream.
 *
 * <p>Depends on {@code random} and {@code flag}. {@code cell} and {@code reference} read batches.
 * {@code train}, and whoever needs the shape of a task, makes it from its {@link
 * org.throughtime.model.task.TaskSpec} by {@link org.throughtime.model.task.Tasks}; only this
 * package names a task's class.
 */
package org.throughtime.model.task;
