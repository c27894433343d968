package org.throughtime.model.train;

import java.util.List;
import java.util.Objects;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;

/**
 * The metrics of one training iteration: a row of {@link #SCHEMA}. A new metric is one entry of
 * that schema.
 *
 * @param values the row
 */
public record IterationMetrics(MetricValues values) {
  public static final Metric<IterationSource, Integer> ITER =
      Metric.integer("iter", "iterations", "n, from 0", IterationSource::iter);
  private static final Metric<IterationSource, Integer> LENGTH =
      Metric.integer("length", "steps", "the drawn length L, not T", IterationSource::length);

  public static final Metric<IterationSource, Double> TRAIN_NLL =
      Metric.real(
          "train_nll",
          CheckpointMetrics.LOSS,
          "loss of the batch before the update",
          s -> s.score().loss());
  public static final Metric<IterationSource, Double> GRADIENT_NORM =
      Metric.real(
          "gradient_norm",
          "",
          "L2 norm over all parameters before clipping",
          IterationSource::gradientNorm);
  public static final Metric<IterationSource, Double> GRADIENT_NORM_POST =
      Metric.real(
          "gradient_norm_post", "", "the same after clipping", IterationSource::gradientNormPost);
  public static final Metric<IterationSource, Double> OMEGA =
      Metric.real("Omega", "", "the regularizer, not scaled by alpha", s -> s.omega().omega());
  public static final Metric<IterationSource, Double> STEPS_IN_PAST =
      Metric.real(
          "steps_in_past",
          "0 to 1",
          "mean over t of the share of sequences that count in Omega",
          s -> s.omega().stepsInPast());

  /** The metrics of an iteration, in the order of their columns. */
  public static final Schema<IterationSource> SCHEMA =
      new Schema<>(
          List.of(
              ITER, LENGTH, TRAIN_NLL, GRADIENT_NORM, GRADIENT_NORM_POST, OMEGA, STEPS_IN_PAST));

  public IterationMetrics {
    Objects.requireNonNull(values);
  }

  /** Measures an iteration. */
  public static IterationMetrics of(IterationSource source) {
    return new IterationMetrics(SCHEMA.measure(source));
  }

  /** n, from 0. */
  public int iter() {
    return values.value(ITER);
  }

  /** The drawn length L, not T. */
  public int length() {
    return values.value(LENGTH);
  }

  /** Loss of the batch before the update: a mean, as the head defines it. */
  public double trainNll() {
    return values.value(TRAIN_NLL);
  }

  /** L2 norm over all parameters, alpha * Omega's gradient included, before clipping. */
  public double gradientNorm() {
    return values.value(GRADIENT_NORM);
  }

  /** The same after clipping. */
  public double gradientNormPost() {
    return values.value(GRADIENT_NORM_POST);
  }

  /** The regularizer, unscaled; 0 where alpha is 0. */
  public double omega() {
    return values.value(OMEGA);
  }

  /** Mean over t of the share of sequences whose gradient is above the bound. */
  public double stepsInPast() {
    return values.value(STEPS_IN_PAST);
  }
}
