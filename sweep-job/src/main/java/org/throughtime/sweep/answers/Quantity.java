package org.throughtime.sweep.answers;

import org.throughtime.model.diagnostics.Gate;

/**
 * One side of a correlation.
 *
 * @param name as it stands in a sentence
 * @param format of its values
 * @param leastRange range below which it hardly varies
 * @param together the end of a sentence that says what it means if the gradient rises with it; or
 *     empty
 * @param against the same if the gradient falls with it
 */
record Quantity(String name, Format format, Bound leastRange, String together, String against) {
  static final Quantity SATURATION =
      new Quantity(
          "the distance from saturation",
          Format.THREE,
          Thresholds.LEAST_RANGE,
          ", as expected if saturation weakens the gradient",
          ", the opposite of what is expected if saturation weakens the gradient");
  static final Quantity RADIUS = new Quantity("rho", Format.THREE, Thresholds.LEAST_RANGE, "", "");
  static final Quantity GRADIENT =
      new Quantity("log10 of |dL/dh_t|", Format.TWO, Thresholds.LEAST_ORDERS, "", "");
  static final Quantity RANGE =
      new Quantity(
          "the range of log10 of |dL/dh_t| over t", Format.TWO, Thresholds.LEAST_ORDERS, "", "");
  static final Quantity NORM =
      new Quantity("log10 of the gradient norm", Format.TWO, Thresholds.LEAST_ORDERS, "", "");

  static Quantity of(Gate gate) {
    return new Quantity(
        gate.symbol() + "'s distance from 0 or 1", Format.THREE, Thresholds.LEAST_RANGE, "", "");
  }
}
