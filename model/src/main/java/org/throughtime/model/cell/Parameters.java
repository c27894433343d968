package org.throughtime.model.cell;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The weight arrays of a network, or their gradients, in a fixed order. */
public final class Parameters {
  private final List<Parameter> all;

  public Parameters(List<Parameter> all) {
    this.all = List.copyOf(all);
  }

  /** All arrays in their fixed order. */
  public List<Parameter> all() {
    return all;
  }

  /** The array of that name; throws IllegalArgumentException where there is none. */
  public Parameter get(String name) {
    for (Parameter p : all) {
      if (p.name().equals(name)) {
        return p;
      }
    }
    throw new IllegalArgumentException(
        "no weight " + name + " among " + all.stream().map(Parameter::name).toList());
  }

  /** Zero arrays of the same names and shapes. */
  public Parameters zerosLike() {
    return new Parameters(all.stream().map(Parameter::zerosLike).toList());
  }

  /** Sets every element to zero. */
  public void clear() {
    for (Parameter p : all) {
      Arrays.fill(p.data(), 0f);
    }
  }

  /** Dense copies by name, in order. */
  public Map<String, float[]> toArrays() {
    Map<String, float[]> arrays = new LinkedHashMap<>();
    for (Parameter p : all) {
      arrays.put(p.name(), p.toArray());
    }
    return arrays;
  }

  /** Fills every array from dense ones by name. */
  public void assign(Map<String, float[]> arrays) {
    for (Parameter p : all) {
      float[] dense = arrays.get(p.name());
      if (dense == null) {
        throw new IllegalArgumentException("no values for weight " + p.name());
      }
      p.assign(dense);
    }
  }
}
