package org.throughtime.sweep.answers;

import java.util.function.ToDoubleFunction;

/** A column of the table {@code checkpoints} that is one number, with where its values are. */
enum Figure {
  TRAIN_NLL("train_nll", Format.DIGITS, CheckpointFigures::trainNll),
  VALID_ERROR("valid_error", Format.TWO, CheckpointFigures::validError),
  NORM("gradient_norm", Format.DIGITS, CheckpointFigures::gradientNorm),
  NORM_POST("gradient_norm_post", Format.DIGITS, CheckpointFigures::gradientNormPost),
  RADIUS("rho_Whh", Format.THREE, CheckpointFigures::rho);

  private final String column;
  private final Format format;
  private final ToDoubleFunction<CheckpointFigures> value;

  Figure(String column, Format format, ToDoubleFunction<CheckpointFigures> value) {
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

  double of(CheckpointFigures checkpoint) {
    return value.applyAsDouble(checkpoint);
  }

  /** Whether it is a number there, and not without bound. */
  boolean isFinite(CheckpointFigures checkpoint) {
    return Double.isFinite(of(checkpoint));
  }
}
