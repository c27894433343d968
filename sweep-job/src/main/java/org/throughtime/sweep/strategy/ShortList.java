package org.throughtime.sweep.strategy;

import java.util.List;

/** Names in a line of the plan. */
final class ShortList {
  private static final int MOST = 4;

  private ShortList() {}

  /** The first of them, and how many more there are. */
  static String of(List<String> names) {
    int more = names.size() - MOST;
    return String.join(", ", names.subList(0, Math.min(MOST, names.size())))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
