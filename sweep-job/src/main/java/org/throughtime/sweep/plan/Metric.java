package org.throughtime.sweep.plan;

import java.util.Arrays;
import java.util.List;

/** Metrics of a checkpoint by which runs are compared; the lower the better. */
public enum Metric {
  /** Percent, at the checkpoint. */
  VALID_ERROR("valid_error"),
  /** Percent, the lowest up to the checkpoint. */
  BEST_VALID_ERROR("best_valid_error"),
  /** Mean over the validation chunks. */
  VALID_NLL("valid_nll"),
  /** Mean since the checkpoint before. */
  TRAIN_NLL("train_nll");

  /** Their columns in {@code checkpoints} and {@code runs}. */
  public static final List<String> NAMES = Arrays.stream(values()).map(Metric::column).toList();

  private final String column;

  Metric(String column) {
    this.column = column;
  }

  /** Its column in {@code checkpoints} and {@code runs}. */
  public String column() {
    return column;
  }

  /**
   * That of a column.
   *
   * @throws IllegalArgumentException where it is none of {@link #NAMES}
   */
  public static Metric of(String column) {
    int at = NAMES.indexOf(column);
    if (at < 0) {
      throw new IllegalArgumentException("there is no metric " + column);
    }
    return values()[at];
  }
}
