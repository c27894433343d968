/**
 * From HOCON text to specifications of runs: defaults, sweep files, grids, overrides, and their
 * errors.
 *
 * <p>Every mistake of a user is a {@link org.throughtime.sweep.config.ConfigurationException}, one
 * line that says where it is and what would be right. Nothing here knows Spark or writes a file.
 * Depends on {@code model} and {@code plan}; {@code query} and {@code cli} depend on it.
 */
package org.throughtime.sweep.config;
