package org.throughtime.sweep.answers;

import java.util.function.Function;

/** A column of the view {@code profile} that holds distances from saturation, of units or gates. */
enum Distance {
  SATURATION("sat_time", Quantity.SATURATION, MeasuredCheckpoint::satTime),
  GATE_Z("gate_z_sat_time", Quantity.GATE_Z, MeasuredCheckpoint::gateZ),
  GATE_R("gate_r_sat_time", Quantity.GATE_R, MeasuredCheckpoint::gateR);

  private final String column;
  private final Quantity quantity;
  private final Function<MeasuredCheckpoint, float[]> values;

  Distance(String column, Quantity quantity, Function<MeasuredCheckpoint, float[]> values) {
    this.column = column;
    this.quantity = quantity;
    this.values = values;
  }

  String column() {
    return column;
  }

  Quantity quantity() {
    return quantity;
  }

  /** Its values for t = 1..T; none where the run does not keep them. */
  float[] of(MeasuredCheckpoint checkpoint) {
    return values.apply(checkpoint);
  }
}
