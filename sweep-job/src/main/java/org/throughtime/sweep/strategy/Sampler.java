package org.throughtime.sweep.strategy;

import java.util.List;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;

/**
 * Proposes runs: all of them at once, or some first and more from the results of those.
 *
 * <p>Its proposals are a function of its settings and of the trials that it receives.
 */
public interface Sampler {
  /** How many runs it proposes, at most; a double, since it may be more than anybody could run. */
  double size();

  /** The runs that do not depend on any other, in order. */
  List<Proposal> first();

  /**
   * The runs that follow on some.
   *
   * @param trials all runs that it proposed so far, in any order
   * @return empty where it proposes no more
   */
  default List<Proposal> next(List<Trial> trials) {
    return List.of();
  }

  /**
   * For every run that may follow on the first one that has its name and stands for it before its
   * flags are known, so that names are compared before anything runs.
   */
  default List<Proposal> later() {
    return List.of();
  }

  /**
   * Runs with the least and the greatest values that the flags of later ones may have, so that what
   * no run can have is refused before anything runs.
   */
  default List<RunSpec> extremes() {
    return List.of();
  }

  /**
   * Whether {@link #first} is all that it proposes, so that runs can be left out whose
   * specifications have other names. Of a sampler that goes by its results none is left out.
   */
  default boolean isComplete() {
    return false;
  }

  /** What it proposes, in a line for the plan; empty where the runs say it themselves. */
  Optional<String> describe();
}
