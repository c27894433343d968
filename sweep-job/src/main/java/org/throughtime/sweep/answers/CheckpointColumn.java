package org.throughtime.sweep.answers;

import java.util.Comparator;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.Preference;

/** A metric of a checkpoint that is one number, and how a sentence shows it. */
enum CheckpointColumn {
  TRAIN_NLL(CheckpointMetrics.TRAIN_NLL, Format.DIGITS),
  VALID_ERROR(CheckpointMetrics.VALID_ERROR, Format.TWO),
  NORM(CheckpointMetrics.GRADIENT_NORM, Format.DIGITS),
  NORM_POST(CheckpointMetrics.GRADIENT_NORM_POST, Format.DIGITS),
  RADIUS(CheckpointMetrics.RHO, Format.THREE);

  private final Metric<CheckpointSource, Double> metric;
  private final Format format;

  CheckpointColumn(Metric<CheckpointSource, Double> metric, Format format) {
    this.metric = metric;
    this.format = format;
  }

  String column() {
    return metric.name();
  }

  Format format() {
    return format;
  }

  /** The order of its values, as {@link Preference} says. */
  Comparator<Double> bestFirst() {
    return Preference.bestFirst(metric);
  }

  double of(Checkpoint checkpoint) {
    return checkpoint.get(metric).orElse(Double.NaN);
  }

  /** Whether it is a number there, and not without bound. */
  boolean isFinite(Checkpoint checkpoint) {
    return Double.isFinite(of(checkpoint));
  }
}
