/**
 * Ranks the settings of a sweep. A setting groups the runs that differ only in their seed.
 *
 * <p>Everything here is a pure function of what {@code snapshot} reads. A leaderboard is computed
 * on demand and never stored, because every run that ends would change it. The package uses neither
 * Spark nor files. {@code progress}, {@code query}, {@code report} and {@code cli} show it.
 */
package org.throughtime.sweep.leaderboard;
