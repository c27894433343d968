/**
 * A report as a PDF document: what {@code report} says to a document, laid out by openhtmltopdf,
 * with figures and tables numbered and charts drawn as vectors by JFreeChart; of answers it has the
 * verdicts. And a chart by itself as a file to be printed. Depends on {@code answers}, {@code
 * chart}, {@code report} and {@code report.page}.
 */
package org.throughtime.sweep.report.pdf;
