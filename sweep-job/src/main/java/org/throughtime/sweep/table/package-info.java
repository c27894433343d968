/**
 * The columns of a sweep's tables, how their rows are written to Parquet and read back, and the
 * status of a run, which is one of these columns.
 *
 * <p>The bytes of a file are a function of its rows: they contain no time, host or random
 * identifier. A reader treats a missing column as absent values. Depends on {@code model} and
 * {@code plan}. It knows no directory. Every other package except {@code plan}, {@code config} and
 * {@code chart} may depend on it.
 */
package org.throughtime.sweep.table;
