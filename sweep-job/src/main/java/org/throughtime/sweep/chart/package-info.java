/**
 * What a chart shows: titles, axes with units, series, and the text alternative.
 *
 * <p>Apart from the colors, nothing here says how a chart is drawn. The page and the PDF draw the
 * same charts, so they cannot differ in content. Depends on {@code model}, which says how numbers
 * are written. {@code report} and its subpackages depend on it.
 */
package org.throughtime.sweep.chart;
