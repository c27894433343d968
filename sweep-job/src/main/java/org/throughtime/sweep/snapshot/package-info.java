/**
 * A sweep as it is committed at one moment: {@link org.throughtime.sweep.snapshot.SweepSnapshot} is
 * the one reader of all that show, query, digest or go on with a sweep, and {@code CommittedRun}
 * the one rule for which of a run's files count.
 *
 * <p>Changes nothing. Depends on {@code model}, {@code table}, {@code store} and {@code resume};
 * {@code cli}, {@code digest}, {@code job}, {@code leaderboard}, {@code progress}, {@code query}
 * and {@code report} depend on it.
 */
package org.throughtime.sweep.snapshot;
