package org.throughtime.model.metric;

import java.util.Arrays;

/** The type of the values of a metric. {@code digest} hashes the names of the types. */
public enum MetricType {
  TEXT(String.class),
  INT(Integer.class),
  LONG(Long.class),
  DOUBLE(Double.class),
  BOOLEAN(Boolean.class),
  /** An array of T floats, one for every step t of a sequence. */
  PROFILE(float[].class);

  private final Class<?> values;

  MetricType(Class<?> values) {
    this.values = values;
  }

  /**
   * The type whose values are of a class.
   *
   * @throws IllegalArgumentException where there is none
   */
  public static MetricType of(Class<?> values) {
    return Arrays.stream(values())
        .filter(type -> type.values == values)
        .findAny()
        .orElseThrow(
            () -> new IllegalArgumentException("no metric type holds a " + values.getName()));
  }

  /** Whether an object is a value of this type; null is none. */
  boolean holds(Object value) {
    return values.isInstance(value);
  }
}
