/**
 * The folder that is handed in: logs, NPZ files, plots with their data, the report, and a checklist
 * of what is met, what is missing and what only its author can give.
 *
 * <p>{@link org.throughtime.sweep.submission.RunPlot} says which plots a run has, {@link
 * org.throughtime.sweep.submission.Submission} puts the folder together. Depends on {@code report}
 * and {@code report.pdf} for what is shown, on {@code chart} for how, and on {@code snapshot},
 * {@code store}, {@code artifact} and {@code table} for what it reads; {@code cli} depends on it.
 * Knows no Spark.
 */
package org.throughtime.sweep.submission;
