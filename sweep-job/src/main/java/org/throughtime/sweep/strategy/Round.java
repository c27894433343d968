package org.throughtime.sweep.strategy;

import java.util.List;
import org.throughtime.model.train.RunSpec;

/**
 * Runs that train next, to the same iteration.
 *
 * @param runs in the order in which they start; new ones, or ones of earlier rounds that go on
 * @param until iterations behind which they stop, or {@link #END}
 * @param note why these, in a line; empty where there is nothing to tell
 */
public record Round(List<RunSpec> runs, int until, String note) {
  /** In place of a number of iterations: every run to its own end. */
  public static final int END = Integer.MAX_VALUE;

  public Round {
    runs = List.copyOf(runs);
  }
}
