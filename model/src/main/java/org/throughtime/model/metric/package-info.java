/**
 * What a metric is: its name, type, unit and meaning, how it is taken from what it measures, and
 * rows of such values. Tables, states, arrays, views and documents are made from these
 * declarations, and each of them reads the values back by them.
 *
 * <p>Depends on nothing. {@code diagnostics}, {@code cell} and {@code train} declare their metrics
 * with it.
 */
package org.throughtime.model.metric;
