package org.throughtime.sweep.strategy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which runs a sweep has, in rounds.
 *
 * <p>A strategy keeps nothing between calls. Its decisions are a function of its own settings and
 * of what earlier rounds committed. So a driver that takes over a sweep asks for the rounds from
 * the first on and gets the same ones, whatever the parallelism was and wherever the driver before
 * it ended.
 */
public interface Strategy {
  /**
   * The round behind those that are complete.
   *
   * @param earlier the rounds that this strategy gave so far, from the first on
   * @return empty where there is nothing left to train; never for the first round
   */
  Optional<Round> next(List<CompleteRound> earlier);

  /** Names of the runs of all rounds; some of them may never train. */
  Set<String> names();

  /** How many runs there will be in all rounds, at most. */
  default int size() {
    return names().size();
  }

  /** What it does, a line for each part of it, for the plan. */
  List<String> describe();
}
