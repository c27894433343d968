package org.throughtime.sweep.table;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.sweep.plan.Metric;

/**
 * Metrics of the last checkpoint that a run committed.
 *
 * @param bestValidError lowest valid error so far, percent
 * @param validError percent
 * @param trainNll mean since the checkpoint before
 * @param validNll mean over the validation chunks
 * @param rho spectral radius of W_hh
 * @param gradientNorm mean since the checkpoint before, before clipping
 */
public record LatestMetrics(
    double bestValidError,
    double validError,
    double trainNll,
    double validNll,
    double rho,
    double gradientNorm)
    implements Serializable {
  /** What is read of a row of {@code runs} or {@code checkpoints} to make them. */
  public static final List<String> COLUMNS =
      List.of(
          "best_valid_error", "valid_error", "train_nll", "valid_nll", "rho_Whh", "gradient_norm");

  /** From a checkpoint. */
  public static LatestMetrics of(Checkpoint checkpoint) {
    return new LatestMetrics(
        checkpoint.bestValidErrorAfter(),
        checkpoint.validError(),
        checkpoint.trainNll(),
        checkpoint.validNll(),
        checkpoint.rho(),
        checkpoint.gradientNorm());
  }

  /** The one by which runs are compared. */
  public double value(Metric metric) {
    return switch (metric) {
      case VALID_ERROR -> validError;
      case BEST_VALID_ERROR -> bestValidError;
      case VALID_NLL -> validNll;
      case TRAIN_NLL -> trainNll;
    };
  }

  /** From a row of {@code runs} or {@code checkpoints}; empty where the run had no checkpoint. */
  public static Optional<LatestMetrics> of(Group row) {
    if (!SegmentReader.has(row, "valid_error")) {
      return Optional.empty();
    }
    double error = row.getDouble("valid_error", 0);
    return Optional.of(
        new LatestMetrics(
            Math.min(error, row.getDouble("best_valid_error", 0)),
            error,
            row.getDouble("train_nll", 0),
            row.getDouble("valid_nll", 0),
            row.getDouble("rho_Whh", 0),
            row.getDouble("gradient_norm", 0)));
  }
}
