/**
 * The columns of a sweep's tables, and how their rows become Parquet files and are read back.
 *
 * <p>The bytes of a file are a function of its rows: no time, host or random identifier gets into
 * them. A reader takes an absent column as absent. Depends on {@code model} and {@code plan}; knows
 * no file system and no directory.
 */
package org.throughtime.sweep.table;
