/**
 * One run: its specification, and the trainer that carries it out an iteration at a time. No Spark,
 * no Hadoop, no files, no clock. The front of the model: what runs many runs depends on this
 * package and on the metrics it hands out.
 */
package org.throughtime.model.train;
