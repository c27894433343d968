/**
 * The synthetic long-range tasks of Pascanu, Mikolov &amp; Bengio (2013) and others. Each task
 * draws batches of sequences and their targets from a {@link
 * org.throughtime.model.random.LegacyRandom} stream.
 *
 * <p>Depends on {@code random} and {@code flag}. {@code cell} and {@code reference} read batches.
 * {@code train}, and code that needs the shape of a task, creates it from its {@link
 * org.throughtime.model.task.TaskSpec} with {@link org.throughtime.model.task.Tasks}. Only this
 * package names the class of a task.
 */
package org.throughtime.model.task;
