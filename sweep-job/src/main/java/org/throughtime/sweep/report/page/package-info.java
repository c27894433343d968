/**
 * A report as one page for a browser. The page contains everything it needs and loads nothing.
 *
 * <p>{@link org.throughtime.sweep.report.page.Markup} writes the text, which {@code report.pdf}
 * shares. Charts are written as options of Apache ECharts, whose script the page contains. {@code
 * report.pdf} and {@code cli} depend on it.
 */
package org.throughtime.sweep.report.page;
