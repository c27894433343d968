/**
 * Runs a plan on Spark, one job of one task per run, and reports its progress to the driver.
 *
 * <p>The only package that submits jobs to Spark; {@code cli} depends on it, and starts Spark.
 */
package org.throughtime.sweep.job;
