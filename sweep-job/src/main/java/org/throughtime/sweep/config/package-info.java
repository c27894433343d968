/**
 * From a sweep file and the overrides of a call to a sweep as configured.
 *
 * <p>Nothing here knows Spark or writes a file. Depends on {@code config.value}, {@code strategy}
 * and {@code plan}; {@code cli} depends on it.
 */
package org.throughtime.sweep.config;
