/**
 * What the report of a sweep says, in which order: sections of text, tables, charts and answers,
 * and in words what is missing where it is missing.
 *
 * <p>{@link org.throughtime.sweep.report.SweepContents} reads a results directory, {@link
 * org.throughtime.sweep.report.ReportContents} makes a {@link org.throughtime.sweep.report.Report}
 * of it; {@code report.page}, {@code report.pdf} and {@code report.markdown} show that one and
 * decide nothing about it: a page shows all of it, documents leave {@code Block.Aside} out. Depends
 * on {@code answers}, {@code chart}, {@code leaderboard} and {@code plan}, and on {@code snapshot},
 * {@code store} and {@code table} for what it reads; {@code cli} depends on it. Knows no Spark.
 */
package org.throughtime.sweep.report;
