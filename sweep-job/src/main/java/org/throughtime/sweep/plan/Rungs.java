package org.throughtime.sweep.plan;

import java.util.List;

/** What rungs have to be. */
final class Rungs {
  private Rungs() {}

  /** Throws IllegalArgumentException where they do not rise from above 0. */
  static List<Integer> rising(List<Integer> rungs) {
    boolean rising = !rungs.isEmpty() && rungs.get(0) > 0;
    for (int i = 1; i < rungs.size(); i++) {
      rising &= rungs.get(i) > rungs.get(i - 1);
    }
    if (!rising) {
      throw new IllegalArgumentException("rungs rise from above 0");
    }
    return List.copyOf(rungs);
  }
}
