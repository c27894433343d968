package org.throughtime.model.train;

import java.util.Optional;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;

/**
 * Everything step 6 of SPEC section 5 computes every checkFreq iterations: a row of {@link
 * CheckpointMetrics#SCHEMA}.
 *
 * @param values the row
 */
public record Checkpoint(MetricValues values) {
  /**
   * A row that was measured or read back.
   *
   * @throws IllegalArgumentException where its profiles are not of one length
   */
  public Checkpoint {
    long lengths =
        CheckpointMetrics.PROFILES.stream()
            .flatMap(profile -> values.get(profile).stream())
            .mapToInt(profile -> profile.length)
            .distinct()
            .count();
    if (lengths > 1) {
      throw new IllegalArgumentException("profiles must have the same number of steps: " + values);
    }
  }

  /** Measures a checkpoint. */
  static Checkpoint of(CheckpointSource source) {
    return new Checkpoint(CheckpointMetrics.SCHEMA.measure(source));
  }

  /** The value of a metric; empty where this checkpoint has none. */
  public <V> Optional<V> get(Metric<CheckpointSource, V> metric) {
    return values.get(metric);
  }

  /** n. */
  public int iter() {
    return values.value(CheckpointMetrics.ITER);
  }

  /** Sum of the iterations' losses since the last checkpoint, divided by checkFreq. */
  public double trainNll() {
    return values.value(CheckpointMetrics.TRAIN_NLL);
  }

  /** Likewise the gradient's norm before clipping. */
  public double gradientNorm() {
    return values.value(CheckpointMetrics.GRADIENT_NORM);
  }

  /** Likewise the gradient's norm after clipping. */
  public double gradientNormPost() {
    return values.value(CheckpointMetrics.GRADIENT_NORM_POST);
  }

  /** Mean loss over the validation chunks. */
  public double validNll() {
    return values.value(CheckpointMetrics.VALID_NLL);
  }

  /** Mean error over the validation chunks, in percent. */
  public double validError() {
    return values.value(CheckpointMetrics.VALID_ERROR);
  }

  /**
   * Lowest error of the checkpoints before this one that have a finite NLL, percent; 100 at first.
   */
  public double bestValidError() {
    return values.value(CheckpointMetrics.BEST_VALID_ERROR);
  }

  /** The same after this checkpoint, percent; see {@link Preference#best}. */
  public double bestValidErrorAfter() {
    return Preference.best(bestValidError(), validError(), validNll());
  }

  /** Spectral radius of W_hh. */
  public double rho() {
    return values.value(CheckpointMetrics.RHO);
  }
}
