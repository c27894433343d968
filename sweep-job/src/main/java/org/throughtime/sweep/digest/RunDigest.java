package org.throughtime.sweep.digest;

import java.util.Optional;
import org.throughtime.sweep.table.Status;

/**
 * The hash of a run: SHA-256 over its rows of {@code checkpoints} and {@code iterations}, in order,
 * and its final weights. It leaves out everything that may differ between two executions of the
 * run, and how the rows are spread over files and stored.
 *
 * @param name of the run
 * @param status where the run stands; empty where it cannot be read
 * @param rows how many rows of the two tables it is over; 0 where there is no hash
 * @param hex the hash; empty where the run has not ended or cannot be read
 * @param fault the file that cannot be read and why, one line; empty where all can
 */
public record RunDigest(
    String name, Optional<Status> status, long rows, Optional<String> hex, Optional<String> fault) {
  static RunDigest ended(String name, Status status, long rows, String hex) {
    return new RunDigest(name, Optional.of(status), rows, Optional.of(hex), Optional.empty());
  }

  static RunDigest unended(String name, Status status) {
    return new RunDigest(name, Optional.of(status), 0, Optional.empty(), Optional.empty());
  }

  static RunDigest unreadable(String name, String fault) {
    return new RunDigest(name, Optional.empty(), 0, Optional.empty(), Optional.of(fault));
  }

  /** Its status; unreadable where its files are damaged, or not those that its row speaks of. */
  public String label() {
    return status.map(Status::label).orElse("unreadable");
  }
}
