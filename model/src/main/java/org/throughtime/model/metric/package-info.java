/**
 * Defines a metric: its name, type, unit and meaning, how to read it from its source, and rows of
 * metric values. Tables, states, arrays, views and documents are generated from these declarations,
 * and read back by them.
 *
 * <p>Depends on nothing. {@code diagnostics}, {@code cell} and {@code train} declare their metrics
 * with it.
 */
package org.throughtime.model.metric;
