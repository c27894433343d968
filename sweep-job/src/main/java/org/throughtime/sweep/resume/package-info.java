/**
 * The state that a run goes on from, and what commits it: everything that changes a run's files.
 *
 * <p>Depends on {@code model}, {@code plan}, {@code table}, {@code store} and {@code artifact};
 * {@code job} records through it, {@code snapshot} reads what it left.
 */
package org.throughtime.sweep.resume;
