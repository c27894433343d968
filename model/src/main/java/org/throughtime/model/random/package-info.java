/**
 * The sources of randomness: NumPy's legacy stream, so that data and initial weights equal the
 * course's to the last bit, and a table of normal numbers that a counter addresses, for noise
 * within a pass.
 *
 * <p>Depends on nothing but the JDK. {@code task} and {@code cell} draw from it, and {@code train}
 * owns the streams of a run and saves their state. The sweep's configuration draws random settings
 * from it, and the sweep's storage writes its state.
 */
package org.throughtime.model.random;
