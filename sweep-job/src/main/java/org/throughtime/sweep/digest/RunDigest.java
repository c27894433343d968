package org.throughtime.sweep.digest;

import java.util.Optional;
import org.throughtime.sweep.snapshot.RunState;

/**
 * A run in one hash: SHA-256 over its rows of {@code checkpoints} and {@code iterations}, in order,
 * and its final weights. Nothing gets into it that may differ from one execution of the run to the
 * next, nor how the rows are spread over files and stored there.
 *
 * @param name of the run
 * @param status as the table {@code runs} has it; for a run that has not ended as {@link RunState}
 *     has it; or {@link #UNREADABLE}
 * @param rows how many rows of the two tables it is over; 0 where there is no hash
 * @param hex the hash; empty where the run has not ended or cannot be read
 * @param fault the file that cannot be read and why, one line; empty where all can
 */
public record RunDigest(
    String name, String status, long rows, Optional<String> hex, Optional<String> fault) {
  /** The status of a run whose files are damaged, or not those that its row speaks of. */
  public static final String UNREADABLE = "unreadable";

  static RunDigest unended(String name, String status) {
    return new RunDigest(name, status, 0, Optional.empty(), Optional.empty());
  }

  static RunDigest unreadable(String name, String fault) {
    return new RunDigest(name, UNREADABLE, 0, Optional.empty(), Optional.of(fault));
  }
}
