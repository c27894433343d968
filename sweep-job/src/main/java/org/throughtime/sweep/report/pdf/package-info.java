/**
 * A report as a PDF document, laid out by openhtmltopdf. It numbers figures and tables, draws
 * charts as vectors with JFreeChart, and shows only the verdicts of answers. The package also
 * writes a single chart as a file for printing. Depends on {@code model}, {@code answers}, {@code
 * chart}, {@code report} and {@code report.page}.
 */
package org.throughtime.sweep.report.pdf;
