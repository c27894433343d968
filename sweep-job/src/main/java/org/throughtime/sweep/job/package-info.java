/**
 * Trains the runs of a plan on Spark, with one job of one task for each run, and reports their
 * progress to the driver.
 *
 * <p>Only this package submits jobs to Spark. {@code cli} depends on it, and starts Spark.
 */
package org.throughtime.sweep.job;
