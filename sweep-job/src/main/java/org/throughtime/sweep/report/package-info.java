/**
 * The contents of a sweep's report, in order: sections of text, tables, charts and answers. Where
 * something is missing, the report says so in its place.
 *
 * <p>{@link org.throughtime.sweep.report.SweepContents} reads a results directory. {@link
 * org.throughtime.sweep.report.ReportContents} makes a {@link org.throughtime.sweep.report.Report}
 * of it. {@code report.page}, {@code report.pdf} and {@code report.markdown} show that report and
 * decide nothing about its contents. A page shows all of it; documents leave out {@code
 * Block.Aside}.
 *
 * <p>Depends on {@code answers}, {@code chart}, {@code leaderboard} and {@code plan}, and reads
 * through {@code snapshot}, {@code store} and {@code table}. {@code cli} depends on it. It does not
 * use Spark.
 */
package org.throughtime.sweep.report;
