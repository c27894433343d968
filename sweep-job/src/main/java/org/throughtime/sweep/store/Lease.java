package org.throughtime.sweep.store;

import java.io.Serializable;
import java.util.OptionalLong;

/**
 * A driver's ownership of a results directory, which goes with every task.
 *
 * @param id of the claim; no other one has it
 * @param epoch how many owners the directory has had, this one included. A later owner has a higher
 *     one; numbers may be left out. 0 for whoever needs no claim
 */
public record Lease(String id, long epoch) implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Of one who reads, or writes where nobody else does. */
  public static final Lease NONE = new Lease("", 0);

  /**
   * Why its driver stops.
   *
   * @param directory that another driver owns
   * @param now epoch of the other one; empty where it has gone, or is of an earlier version
   */
  String lost(String directory, OptionalLong now) {
    String others = now.isPresent() ? "epoch " + now.getAsLong() + "; " : "";
    return "%s: another driver has taken over this directory (%sthis one has epoch %d), so this one stops"
        .formatted(directory, others, epoch);
  }
}
