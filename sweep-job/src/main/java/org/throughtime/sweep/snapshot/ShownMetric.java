package org.throughtime.sweep.snapshot;

import java.util.function.ToDoubleFunction;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * The metrics of a run's last checkpoint that tables for people have a column of, each with the
 * decimals of that column.
 */
public enum ShownMetric {
  LOWEST_VALID_ERROR(LatestMetrics::bestValidError, 2),
  VALID_ERROR(LatestMetrics::validError, 2),
  TRAIN_NLL(LatestMetrics::trainNll, 4),
  VALID_NLL(LatestMetrics::validNll, 4),
  RHO(LatestMetrics::rho, 3),
  GRADIENT_NORM(LatestMetrics::gradientNorm, 4);

  /** What a run without a checkpoint has. */
  private static final String NONE = "-";

  private final ToDoubleFunction<LatestMetrics> value;
  private final int decimals;

  ShownMetric(ToDoubleFunction<LatestMetrics> value, int decimals) {
    this.value = value;
    this.decimals = decimals;
  }

  /** The metric of a run as text; a hyphen where it has no checkpoint. */
  public String of(RunState run) {
    return run.metrics()
        .map(last -> ReadableNumber.fixed(value.applyAsDouble(last), decimals))
        .orElse(NONE);
  }

  /** How long a run trained, in seconds; a hyphen where that is not known. */
  public static String seconds(RunState run) {
    return run.seconds().isPresent() ? ReadableNumber.fixed(run.seconds().getAsDouble(), 1) : NONE;
  }
}
