/**
 * One run: its specification, and the trainer that executes it one iteration at a time. It uses no
 * Spark, no Hadoop, no files and no clock.
 *
 * <p>This package is the entry to the model: code that trains many runs depends on it and on the
 * metrics that it provides.
 */
package org.throughtime.model.train;
