package org.throughtime.sweep.answers;

import java.util.Comparator;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.Preference;

/** A metric of a checkpoint that is one number, and how a sentence shows it. */
enum CheckpointColumn {
  TRAIN_NLL(CheckpointMetrics.TRAIN_NLL, Format.DIGITS, true),
  VALID_ERROR(CheckpointMetrics.VALID_ERROR, Format.TWO, false),
  NORM(CheckpointMetrics.GRADIENT_NORM, Format.DIGITS, true),
  NORM_POST(CheckpointMetrics.GRADIENT_NORM_POST, Format.DIGITS, true),
  RADIUS(CheckpointMetrics.RHO, Format.THREE, false);

  private final Metric<CheckpointSource, Double> metric;
  private final Format format;
  private final boolean perIteration;

  /**
   * @param perIteration whether it sums the iterations since the last checkpoint and divides them
   *     by checkFreq
   */
  CheckpointColumn(Metric<CheckpointSource, Double> metric, Format format, boolean perIteration) {
    this.metric = metric;
    this.format = format;
    this.perIteration = perIteration;
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

  /**
   * Its mean over iterations. The column of the first checkpoint, that at iteration checkFreq, is
   * no mean: it sums checkFreq + 1 iterations and divides them by checkFreq, as the course's
   * program does (specification, section 5, step 6). A sentence that compares checkpoints needs a
   * mean.
   */
  double mean(Checkpoint checkpoint, int checkFreq) {
    double value = of(checkpoint);
    return isInflated(checkpoint.iter(), checkFreq) ? value * checkFreq / (checkFreq + 1) : value;
  }

  /** The same in SQL, at one checkpoint. */
  String mean(int iter, int checkFreq) {
    return isInflated(iter, checkFreq) ? corrected(checkFreq) : column();
  }

  /** The same in SQL, at any checkpoint. */
  String mean(int checkFreq) {
    return perIteration
        ? "if(iter = " + checkFreq + ", " + corrected(checkFreq) + ", " + column() + ")"
        : column();
  }

  private boolean isInflated(int iter, int checkFreq) {
    return perIteration && iter == checkFreq;
  }

  private String corrected(int checkFreq) {
    return column() + " * " + checkFreq + " / " + (checkFreq + 1);
  }
}
