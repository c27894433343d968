/**
 * The sources of randomness. NumPy's legacy stream makes data and initial weights equal to the
 * course's to the last bit. A table of normal numbers, addressed by a counter, supplies noise
 * within a pass.
 *
 * <p>Depends only on the JDK. {@code task} and {@code cell} draw from it. {@code train} owns the
 * streams of a run and saves their state. In the sweep, the search draws random settings from it,
 * and the storage writes its state.
 */
package org.throughtime.model.random;
