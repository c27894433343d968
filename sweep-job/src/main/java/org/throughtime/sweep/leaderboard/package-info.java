/**
 * Which settings of a sweep work: runs that differ in nothing but their seed, taken together and
 * put in order.
 *
 * <p>Pure functions of what {@code snapshot} reads: a leaderboard is computed when it is looked at
 * and never stored, since every run that ends would change it. Knows neither Spark nor files;
 * {@code progress} prints it, {@code cli} may use it.
 */
package org.throughtime.sweep.leaderboard;
