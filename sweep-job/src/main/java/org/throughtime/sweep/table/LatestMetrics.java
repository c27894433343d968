package org.throughtime.sweep.table;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.metric.Schema;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.Preference;

/**
 * Metrics of the last checkpoint that a run committed.
 *
 * @param values a row of {@link #SCHEMA}
 */
public record LatestMetrics(MetricValues values) implements Serializable {
  /** What is taken from a row of {@code runs} or {@code checkpoints}. */
  public static final Schema<MetricValues> SCHEMA =
      new Schema<>(
          Stream.concat(
                  CheckpointMetrics.COMPARED.stream(),
                  Stream.of(CheckpointMetrics.RHO, CheckpointMetrics.GRADIENT_NORM))
              .map(LatestMetrics::ofRow)
              .toList());

  private static Metric<MetricValues, Double> ofRow(Metric<?, Double> metric) {
    return metric.equals(CheckpointMetrics.BEST_VALID_ERROR)
        ? Metric.real(metric.name(), metric.unit(), "lowest so far", LatestMetrics::best)
        : metric.ofRow(Optional::of);
  }

  /** The column of {@code checkpoints} leaves its own checkpoint out. */
  private static double best(MetricValues row) {
    return Preference.best(
        row.value(CheckpointMetrics.BEST_VALID_ERROR),
        row.value(CheckpointMetrics.VALID_ERROR),
        row.value(CheckpointMetrics.VALID_NLL));
  }

  /** From a checkpoint. */
  public static LatestMetrics of(Checkpoint checkpoint) {
    return new LatestMetrics(SCHEMA.measure(checkpoint.values()));
  }

  /** From a row of {@code runs} or {@code checkpoints}; empty where the run had no checkpoint. */
  public static Optional<LatestMetrics> of(MetricValues row) {
    return row.get(CheckpointMetrics.VALID_ERROR)
        .map(error -> new LatestMetrics(SCHEMA.measure(row)));
  }

  /** The columns that {@link #of(MetricValues)} takes. */
  public static List<Metric<MetricValues, ?>> columns() {
    return SCHEMA.metrics();
  }

  /**
   * A metric as decisions use it: NaN where it does not count, as {@link Preference} says. Whoever
   * compares, ranks or stops runs uses this, and no other method.
   */
  public double compared(Metric<?, Double> metric) {
    return Preference.of(value(metric), validNll());
  }

  /** Whether decisions may use its metrics at all. */
  public boolean counts() {
    return Double.isFinite(validNll());
  }

  /** A metric as it is shown; NaN where the checkpoint has none. */
  public double value(Metric<?, Double> metric) {
    return values.get(metric).orElse(Double.NaN);
  }

  /** Lowest valid error so far, percent. */
  public double bestValidError() {
    return value(CheckpointMetrics.BEST_VALID_ERROR);
  }

  /** Percent. */
  public double validError() {
    return value(CheckpointMetrics.VALID_ERROR);
  }

  /** Mean since the checkpoint before. */
  public double trainNll() {
    return value(CheckpointMetrics.TRAIN_NLL);
  }

  /** Mean over the validation chunks. */
  public double validNll() {
    return value(CheckpointMetrics.VALID_NLL);
  }

  /** Spectral radius of W_hh. */
  public double rho() {
    return value(CheckpointMetrics.RHO);
  }

  /** Mean since the checkpoint before, before clipping. */
  public double gradientNorm() {
    return value(CheckpointMetrics.GRADIENT_NORM);
  }
}
