package org.throughtime.sweep.answers;

import java.util.function.ToDoubleFunction;

/** A column of the table {@code checkpoints} that is one number, with where its values are. */
enum CheckpointColumn {
  TRAIN_NLL("train_nll", Format.DIGITS, MeasuredCheckpoint::trainNll),
  VALID_ERROR("valid_error", Format.TWO, MeasuredCheckpoint::validError),
  NORM("gradient_norm", Format.DIGITS, MeasuredCheckpoint::gradientNorm),
  NORM_POST("gradient_norm_post", Format.DIGITS, MeasuredCheckpoint::gradientNormPost),
  RADIUS("rho_Whh", Format.THREE, MeasuredCheckpoint::rho);

  private final String column;
  private final Format format;
  private final ToDoubleFunction<MeasuredCheckpoint> value;

  CheckpointColumn(String column, Format format, ToDoubleFunction<MeasuredCheckpoint> value) {
    this.column = column;
    this.format = format;
    this.value = value;
  }

  String column() {
    return column;
  }

  Format format() {
    return format;
  }

  double of(MeasuredCheckpoint checkpoint) {
    return value.applyAsDouble(checkpoint);
  }

  /** Whether it is a number there, and not without bound. */
  boolean isFinite(MeasuredCheckpoint checkpoint) {
    return Double.isFinite(of(checkpoint));
  }
}
