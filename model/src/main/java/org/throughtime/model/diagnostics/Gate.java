package org.throughtime.model.diagnostics;

import org.throughtime.model.metric.Metric;

/**
 * A gate of a cell, declared by the cell.
 *
 * @param symbol its letter in the cell's formula
 * @param distance its profile: mean over B and units of its distance from 0 or 1
 */
public record Gate(String symbol, Metric<Profile, float[]> distance) {
  /**
   * The gate of a letter.
   *
   * @param cell name of the cell that has it
   */
  public static Gate of(String symbol, String cell) {
    return new Gate(
        symbol,
        Profile.declare(
            "gate_" + symbol + "_sat_time",
            "0 to 0.5",
            "mean of min(%s, 1 - %s); %s with diagGates only".formatted(symbol, symbol, cell)));
  }

  /** The same gate of a cell that was added when there were files without its column. */
  public Gate late() {
    return new Gate(symbol, distance.late());
  }
}
