/**
 * What a chart shows: titles, axes with units, series, and the words that stand for it where it
 * cannot be seen.
 *
 * <p>Nothing of how it is drawn, but for the colours, which all who draw share: a page and a
 * document made from the same charts cannot drift apart. Depends on nothing of this program; {@code
 * report} and its subpackages depend on it.
 */
package org.throughtime.sweep.chart;
