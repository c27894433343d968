/**
 * A report as one page for a browser: everything it needs is in it, and it asks for nothing.
 *
 * <p>{@link org.throughtime.sweep.report.page.Markup} is the text, which {@code report.pdf} shares;
 * charts go as options of Apache ECharts, whose script the page carries. {@code report.pdf} and
 * {@code cli} depend on it.
 */
package org.throughtime.sweep.report.page;
