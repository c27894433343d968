/**
 * A report as a PDF document: the text of {@code report.page}, laid out by openhtmltopdf, with the
 * same charts drawn as vectors by JFreeChart; and a chart by itself as a file to be printed. {@code
 * submission} and {@code cli} depend on it.
 */
package org.throughtime.sweep.report.pdf;
