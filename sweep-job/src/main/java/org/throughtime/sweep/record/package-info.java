/**
 * What runs leave: tables in Parquet, logs, final states, and where in a results directory they
 * are.
 *
 * <p>Works on any Hadoop file system and without Spark. {@code sweep.job} writes through it; {@code
 * sweep.progress} and {@code sweep.cli} read.
 */
package org.throughtime.sweep.record;
