package org.throughtime.model.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughtime.model.cell.Parameter;
import org.throughtime.model.cell.Parameters;

/**
 * The arrays that an optimizer keeps from one update to the next. Under each name there is one
 * array for every weight, with the shape of the weight.
 *
 * @param byName in a fixed order
 */
public record Slots(Map<String, Parameters> byName) {
  /** Of an optimizer without a memory. */
  public static final Slots NONE = new Slots(new LinkedHashMap<>());

  /** Zero arrays of the weights' shapes under each of {@code names}. */
  static Slots zero(Parameters weights, List<String> names) {
    Map<String, Parameters> slots = new LinkedHashMap<>();
    names.forEach(name -> slots.put(name, weights.zerosLike()));
    return new Slots(slots);
  }

  /** The arrays under a name. */
  Parameters get(String name) {
    return byName.get(name);
  }

  /** These, then others of other names. */
  public Slots and(Slots others) {
    Map<String, Parameters> all = new LinkedHashMap<>(byName);
    all.putAll(others.byName);
    return new Slots(all);
  }

  /** Sets every element to zero, as before the first update. */
  public void clear() {
    byName.values().forEach(Parameters::clear);
  }

  /** Dense copies in order, by names as {@code momentum.W_hh}. */
  public Map<String, float[]> toArrays() {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    byName.forEach(
        (slot, parameters) ->
            parameters.toArrays().forEach((weight, array) -> arrays.put(key(slot, weight), array)));
    return arrays;
  }

  /**
   * Fills every array from what {@link #toArrays} gave.
   *
   * @throws IllegalArgumentException where one is missing or of another shape, or there are more
   */
  public void assign(Map<String, float[]> arrays) {
    int assigned = 0;
    for (Map.Entry<String, Parameters> slot : byName.entrySet()) {
      for (Parameter p : slot.getValue().all()) {
        float[] dense = arrays.get(key(slot.getKey(), p.name()));
        if (dense == null) {
          throw new IllegalArgumentException("no values for " + key(slot.getKey(), p.name()));
        }
        p.assign(dense);
        assigned++;
      }
    }
    if (assigned != arrays.size()) {
      throw new IllegalArgumentException(
          "the optimizer keeps " + assigned + " arrays, got " + arrays.keySet());
    }
  }

  private static String key(String slot, String weight) {
    return slot + "." + weight;
  }
}
