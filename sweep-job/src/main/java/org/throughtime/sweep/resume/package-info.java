/**
 * The state that a run goes on from, and everything that changes a run's files: making the
 * directory ready, recording a run, committing what certifying found.
 *
 * <p>Depends on {@code model}, {@code plan}, {@code table}, {@code store} and {@code artifact}.
 * {@code job} records through it; {@code snapshot}, {@code digest} and {@code cli} read what it
 * left.
 */
package org.throughtime.sweep.resume;
