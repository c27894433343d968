/**
 * Values of HOCON with the places where they were written, the defaults below them, and a run while
 * it is put together of both.
 *
 * <p>Every mistake of a user is a {@link
 * org.throughtime.sweep.config.value.ConfigurationException}, one line that says where it is and
 * what would be right. Depends on {@code model} alone; {@code config}, {@code strategy} and whoever
 * needs a default's value depend on it.
 */
package org.throughtime.sweep.config.value;
