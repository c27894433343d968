/**
 * Which settings of a sweep work: runs that differ in nothing but their seed, taken together and
 * put in order.
 *
 * <p>Pure functions of what {@code snapshot} reads: a leaderboard is computed when it is looked at
 * and never stored, since every run that ends would change it. Knows neither Spark nor files;
 * {@code progress}, {@code query}, {@code report} and {@code cli} show it.
 */
package org.throughtime.sweep.leaderboard;
