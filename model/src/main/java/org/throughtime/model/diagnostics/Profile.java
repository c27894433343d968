package org.throughtime.model.diagnostics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.metric.Metric;

/**
 * Metrics for every step t of one batch: arrays of T floats, by the name of their metric. Every
 * cell has the {@link #COMMON} ones; the others are those that the cell declares. The arrays are
 * not copied: nobody may change them.
 */
public final class Profile {
  /** mean over B of |dL/dh_t|_2. */
  public static final Metric<Profile, float[]> GRAD_TIME =
      declare(
          "grad_time", "", "mean over the batch of the L2 norm of dL/dh_t, the total derivative");

  /** mean over B and units of phi'(h_t). */
  public static final Metric<Profile, float[]> ACT_TIME =
      declare("act_time", "0 to 1", "mean of phi'(h_t); 1 - h^2 for gru");

  /** mean over B and units of the distance from saturation. */
  public static final Metric<Profile, float[]> SAT_TIME =
      declare(
          "sat_time",
          "0 to 1",
          "mean distance of h_t from saturation: 1 - abs(h), or min(h, 1 - h) for init sigmoid; 0"
              + " is saturated");

  /** The profiles of every cell. */
  public static final List<Metric<Profile, float[]>> COMMON =
      List.of(GRAD_TIME, ACT_TIME, SAT_TIME);

  private final Map<String, float[]> arrays;

  private Profile(Map<String, float[]> arrays) {
    this.arrays = arrays;
  }

  /**
   * The profile of a batch.
   *
   * @param gradTime of {@link #GRAD_TIME}
   * @param actTime of {@link #ACT_TIME}
   * @param satTime of {@link #SAT_TIME}
   * @throws IllegalArgumentException where their lengths differ
   */
  public static Profile of(float[] gradTime, float[] actTime, float[] satTime) {
    return new Profile(Map.of(GRAD_TIME.name(), gradTime))
        .with(ACT_TIME, actTime)
        .with(SAT_TIME, satTime);
  }

  /**
   * Declares a profile.
   *
   * @param meaning what one of its elements is
   */
  public static Metric<Profile, float[]> declare(String name, String unit, String meaning) {
    return Metric.<Profile>profile(name, unit, meaning, profile -> profile.arrays().get(name))
        .sometimes();
  }

  /**
   * This profile and a gate.
   *
   * @param distances of {@link Gate#distance}
   * @throws IllegalArgumentException where their number is not T
   */
  public Profile with(Gate gate, float[] distances) {
    return with(gate.distance(), distances);
  }

  /**
   * This profile and another metric.
   *
   * @param values of each step
   * @throws IllegalArgumentException where their number is not T
   */
  public Profile with(Metric<Profile, float[]> metric, float[] values) {
    if (values.length != length()) {
      throw new IllegalArgumentException(
          "%s must have the %d steps of %s, got %d"
              .formatted(metric.name(), length(), GRAD_TIME.name(), values.length));
    }
    Map<String, float[]> all = new LinkedHashMap<>(arrays);
    all.put(metric.name(), values);
    return new Profile(all);
  }

  private int length() {
    return arrays.get(GRAD_TIME.name()).length;
  }

  /** T floats by the name of each metric that the batch has. */
  public Map<String, float[]> arrays() {
    return Collections.unmodifiableMap(arrays);
  }
}
