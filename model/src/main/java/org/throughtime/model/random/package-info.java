/**
 * The one source of randomness: NumPy's legacy stream, so that data and initial weights equal the
 * course's to the last bit.
 *
 * <p>Stands on nothing but the JDK. {@code task} and {@code cell} draw from it, {@code train} owns
 * the streams of a run and saves their state; nobody else needs it.
 */
package org.throughtime.model.random;
