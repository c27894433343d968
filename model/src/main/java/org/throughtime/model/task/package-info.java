/**
 * The six synthetic tasks of Pascanu, Mikolov &amp; Bengio (2013): each draws batches of sequences
 * and their targets from a {@link org.throughtime.model.random.LegacyRandom} stream.
 *
 * <p>Stands on {@code random} alone. {@code cell} reads batches, {@code train} makes a task from
 * its {@link org.throughtime.model.task.TaskSpec} by {@link org.throughtime.model.task.Tasks} and
 * asks it for batches; nobody outside needs a task's class.
 */
package org.throughtime.model.task;
