/**
 * A sweep as committed at one moment. Code that shows, queries, digests or resumes a sweep reads it
 * only through {@link org.throughtime.sweep.snapshot.SweepSnapshot}. {@code CommittedRun} alone
 * decides which files of a run count.
 *
 * <p>It changes nothing. Depends on {@code model}, {@code table}, {@code store} and {@code resume}.
 * {@code cli}, {@code digest}, {@code job}, {@code leaderboard}, {@code progress}, {@code query}
 * and {@code report} depend on it.
 */
package org.throughtime.sweep.snapshot;
