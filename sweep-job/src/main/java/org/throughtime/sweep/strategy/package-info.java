/**
 * Decides which runs a sweep has, in rounds. Samplers propose runs: a list, a grid, random draws, a
 * Latin hypercube or a Parzen estimator. Pruners decide which runs continue: successive halving,
 * the median rule or a bound.
 *
 * <p>A strategy reads its block of the sweep file, refuses a mistake in it with a one-line message,
 * and describes itself for the plan. Its decisions are a pure function of its settings and of what
 * earlier rounds committed. To add one, write a {@code SamplerKind} or a {@code PrunerKind} and
 * name it in a file of {@code META-INF/services}, in this program's jar or in another one on the
 * class path.
 *
 * <p>It uses neither Spark nor files. Depends on {@code model}, {@code plan} and {@code
 * config.value}. {@code config}, {@code job} and {@code cli} depend on it.
 */
package org.throughtime.sweep.strategy;
