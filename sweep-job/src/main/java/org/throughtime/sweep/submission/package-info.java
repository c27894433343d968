/**
 * The folder that a student hands in: logs, NPZ files, plots with their data, the report, and a
 * checklist. The checklist lists what is complete, what is missing, and what only the author can
 * add.
 *
 * <p>{@link org.throughtime.sweep.submission.RunPlot} defines the plots of a run. {@link
 * org.throughtime.sweep.submission.Submission} assembles the folder.
 *
 * <p>Depends on {@code report} and {@code report.pdf} for the contents, on {@code chart} for the
 * plots, and on {@code snapshot}, {@code store}, {@code artifact} and {@code table} to read the
 * sweep. {@code cli} depends on it. It does not use Spark.
 */
package org.throughtime.sweep.submission;
