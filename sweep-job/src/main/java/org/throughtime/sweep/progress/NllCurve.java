package org.throughtime.sweep.progress;

import java.util.ArrayList;
import java.util.List;

/** The train NLL of a run over its iterations, in a few dozen points however long it is. */
final class NllCurve {
  private static final int MOST = 64;

  private final List<Double> values = new ArrayList<>();
  private int every = 1;
  private int next;

  /**
   * Adds a point.
   *
   * @param iterations that it is behind; not above those of the point before adds nothing
   * @param nll as it is, finite or not
   */
  void add(int iterations, double nll) {
    if (iterations < next) {
      return;
    }
    values.add(nll);
    if (values.size() > MOST) {
      every = Math.max(1, iterations / (MOST / 2));
      for (int i = values.size() - 1; i > 0; i -= 2) {
        values.remove(i);
      }
    }
    next = iterations + every;
  }

  List<Double> values() {
    return List.copyOf(values);
  }
}
