/**
 * A report as a PDF document: the text of {@code report.page}, laid out by openhtmltopdf, with the
 * same charts drawn as vectors by JFreeChart. Only {@code cli} depends on it.
 */
package org.throughtime.sweep.report.pdf;
