/**
 * The columns of a sweep's tables, and how their rows become Parquet files and are read back; and
 * where a run stands, which is one of these columns.
 *
 * <p>The bytes of a file are a function of its rows: no time, host or random identifier gets into
 * them. A reader takes an absent column as absent. Depends on {@code model} and {@code plan}; knows
 * no directory. Every other package but {@code plan}, {@code config} and {@code chart} may depend
 * on it.
 */
package org.throughtime.sweep.table;
