/**
 * Runs a plan on Spark, one job of one task per run, and reports its progress to the driver.
 *
 * <p>The only package that knows Spark's scheduler; {@code sweep.cli} depends on it.
 */
package org.throughtime.sweep.job;
