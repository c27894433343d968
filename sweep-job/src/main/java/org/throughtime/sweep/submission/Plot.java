package org.throughtime.sweep.submission;

import org.throughtime.sweep.chart.Chart;

/**
 * A plot of a run.
 *
 * @param chart what is drawn
 * @param data the numbers behind it
 */
record Plot(Chart chart, CsvTable data) {}
