/**
 * HOCON values with the places where they were written, the defaults beneath them, and the draft of
 * a run that combines both.
 *
 * <p>Every mistake of a user is a {@link
 * org.throughtime.sweep.config.value.ConfigurationException}: one line that says where the mistake
 * is and what the value must be. Depends only on {@code model}. {@code config}, {@code strategy}
 * and code that needs a default depend on it.
 */
package org.throughtime.sweep.config.value;
