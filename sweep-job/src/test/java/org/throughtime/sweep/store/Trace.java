package org.throughtime.sweep.store;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The steps of a simulation: a hash of all of them, and the last ones, or all, in words. */
final class Trace {
  private static final int LAST = 120;

  private final Collection<String> kept;
  private final boolean all;
  private long steps;
  private long hash = 17;

  private Trace(boolean all) {
    this.all = all;
    this.kept = all ? new ArrayList<>() : new ArrayDeque<>();
  }

  static Trace ofLast() {
    return new Trace(false);
  }

  static Trace ofAll() {
    return new Trace(true);
  }

  /** Adds what an actor does; what nobody does is no step. */
  void add(long time, String actor, String what) {
    steps += actor.isEmpty() ? 0 : 1;
    hash = 31 * (31 * (31 * hash + time) + actor.hashCode()) + what.hashCode();
    String line = time / 1_000_000 + " ms  " + actor + "  " + what;
    kept.add(line);
    if (!all && kept.size() > LAST) {
      ((ArrayDeque<String>) kept).removeFirst();
    }
  }

  long steps() {
    return steps;
  }

  long hash() {
    return hash;
  }

  List<String> lines() {
    return List.copyOf(kept);
  }
}
