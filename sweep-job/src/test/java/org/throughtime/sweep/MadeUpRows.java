package org.throughtime.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.cell.OmegaMetrics;
import org.throughtime.model.cell.Score;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricType;
import org.throughtime.model.metric.Presence;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.IterationSource;
import org.throughtime.sweep.table.LatestMetrics;

/** Rows of metrics that no run computed. */
public final class MadeUpRows {
  private MadeUpRows() {}

  /** An iteration whose seven metrics are given, in the order of their columns. */
  public static IterationMetrics iteration(
      int iter,
      int length,
      double trainNll,
      double gradientNorm,
      double gradientNormPost,
      double omega,
      double stepsInPast) {
    return IterationMetrics.of(
        new IterationSource(
            iter,
            length,
            new Score(trainNll, 0, 0, Optional.empty()),
            gradientNorm,
            gradientNormPost,
            new OmegaMetrics(omega, stepsInPast)));
  }

  /**
   * A checkpoint.
   *
   * @param values a metric and its value, in turn; an optional one may be null, and numbers that
   *     every checkpoint has are 0 where they are not given
   */
  public static Checkpoint checkpoint(Object... values) {
    Map<String, Object> cells = new HashMap<>();
    CheckpointMetrics.SCHEMA.metrics().stream()
        .filter(metric -> metric.presence() == Presence.ALWAYS)
        .filter(metric -> metric.type() == MetricType.DOUBLE)
        .forEach(metric -> cells.put(metric.name(), 0.0));
    for (int i = 0; i < values.length; i += 2) {
      cells.put(((Metric<?, ?>) values[i]).name(), values[i + 1]);
    }
    return new Checkpoint(CheckpointMetrics.SCHEMA.read(metric -> cells.get(metric.name())));
  }

  /** Metrics of a last checkpoint. */
  public static LatestMetrics latest(
      double bestValidError,
      double validError,
      double trainNll,
      double validNll,
      double rho,
      double gradientNorm) {
    Map<String, Double> cells =
        Map.of(
            "best_valid_error",
            bestValidError,
            "valid_error",
            validError,
            "train_nll",
            trainNll,
            "valid_nll",
            validNll,
            "rho_Whh",
            rho,
            "gradient_norm",
            gradientNorm);
    return new LatestMetrics(LatestMetrics.SCHEMA.read(metric -> cells.get(metric.name())));
  }

  /** The same metrics with another value of one of them. */
  public static LatestMetrics with(LatestMetrics latest, Metric<?, Double> changed, double value) {
    return new LatestMetrics(
        LatestMetrics.SCHEMA.read(
            metric ->
                metric.name().equals(changed.name())
                    ? (Object) value
                    : latest.values().get(metric).orElse(null)));
  }
}
