package org.throughtime.model.dynamics;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Converts values to the precision of a float32 column. */
final class Floats {
  private Floats() {}

  /** One for each element of a list. */
  static <T> float[] of(List<T> list, ToDoubleFunction<T> value) {
    float[] floats = new float[list.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) value.applyAsDouble(list.get(i));
    }
    return floats;
  }
}
