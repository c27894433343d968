/**
 * Which runs a sweep has, in rounds: samplers that propose runs (a list, a grid, random draws, a
 * Latin hypercube, a Parzen estimator) and pruners that decide who goes on (successive halving, the
 * median rule, a bound).
 *
 * <p>A strategy reads its block of the sweep file, refuses what is wrong with it in one line and
 * describes itself for the plan. What it decides is a pure function of its settings and of what
 * earlier rounds committed. A new one is a class that a file {@code META-INF/services} names: a
 * {@code SamplerKind} or a {@code PrunerKind}, in this program's jar or in any other on the class
 * path.
 *
 * <p>Knows neither Spark nor files. Depends on {@code model}, {@code plan} and {@code
 * config.value}; {@code config}, {@code job} and {@code cli} depend on it.
 */
package org.throughtime.sweep.strategy;
