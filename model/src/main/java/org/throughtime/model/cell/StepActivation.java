package org.throughtime.model.cell;

/** The activations in float64, for a {@link CellStep}, with the same bits on every machine. */
public final class StepActivation {
  private StepActivation() {}

  /** phi(x). */
  static double value(Activation phi, double x) {
    return switch (phi) {
      case TANH -> StrictMath.tanh(x);
      case SIGMOID -> 1 / (1 + StrictMath.exp(-x));
      case RELU -> x <= 0 ? 0 : x;
      case IDENTITY -> x;
    };
  }

  /** phi'(x). It stays above 0 where phi(x) rounds to an end of its range. */
  static double slope(Activation phi, double x) {
    return switch (phi) {
      case TANH -> 4 * logisticSlope(2 * x);
      case SIGMOID -> logisticSlope(x);
      case RELU -> x <= 0 ? 0 : 1;
      case IDENTITY -> 1;
    };
  }

  /** The largest phi'(x) of all x: gamma in Pascanu et al. 2013, section 2.1. */
  public static double largestSlope(Activation phi) {
    return switch (phi) {
      case TANH, RELU, IDENTITY -> 1;
      case SIGMOID -> .25;
    };
  }

  private static double logisticSlope(double x) {
    double e = StrictMath.exp(-Math.abs(x));
    return e / ((1 + e) * (1 + e));
  }
}
