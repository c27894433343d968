/**
 * Reads a sweep file, and the overrides of a call, into a configured sweep.
 *
 * <p>It does not use Spark and writes no file. Depends on {@code config.value}, {@code strategy}
 * and {@code plan}. {@code cli} depends on it.
 */
package org.throughtime.sweep.config;
