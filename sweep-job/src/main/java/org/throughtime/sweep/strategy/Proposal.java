package org.throughtime.sweep.strategy;

import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.value.RunDraft;

/**
 * A run as a sampler proposes it.
 *
 * @param run its specification
 * @param where it was written, {@code FILE:LINE}
 * @param remedy what to change where another run has its name
 */
public record Proposal(RunSpec run, String where, String remedy) {
  /**
   * One of a draft.
   *
   * @throws org.throughtime.sweep.config.value.ConfigurationException where a flag has a value that
   *     it cannot have
   */
  public static Proposal of(RunDraft draft, String remedy) {
    return new Proposal(draft.toSpec(), draft.where(), remedy);
  }

  /** Name of the run. */
  public String name() {
    return run.name();
  }
}
