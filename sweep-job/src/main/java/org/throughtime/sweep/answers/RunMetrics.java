package org.throughtime.sweep.answers;

import java.util.List;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.Preference;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.table.Status;

/**
 * What is known of a run.
 *
 * @param spec the run
 * @param status where it stands
 * @param checkpoints in order of iter
 * @param norms of the iterations, as far as they are known
 * @param lengths what its last weights score on fresh sequences; empty where that was not evaluated
 */
public record RunMetrics(
    RunSpec spec,
    Status status,
    List<Checkpoint> checkpoints,
    IterationNorms norms,
    List<LengthScore> lengths) {
  public RunMetrics {
    checkpoints = List.copyOf(checkpoints);
    lengths = List.copyOf(lengths);
    for (int i = 1; i < checkpoints.size(); i++) {
      if (checkpoints.get(i).iter() <= checkpoints.get(i - 1).iter()) {
        throw new IllegalArgumentException(
            "checkpoints must be in order of iter, got "
                + checkpoints.get(i).iter()
                + " behind "
                + checkpoints.get(i - 1).iter());
      }
    }
  }

  /** One that was not evaluated on fresh sequences. */
  public RunMetrics(
      RunSpec spec, Status status, List<Checkpoint> checkpoints, IterationNorms norms) {
    this(spec, status, checkpoints, norms, List.of());
  }

  /** Whether its training ended as solved, by a checkpoint that counts. */
  boolean isSolved() {
    return status == Status.SOLVED
        && !checkpoints.isEmpty()
        && Preference.counts(checkpoints.get(checkpoints.size() - 1).validNll());
  }

  /** The same run as it was at an iteration. */
  RunMetrics upTo(int iter) {
    return new RunMetrics(
        spec,
        status,
        checkpoints.stream().filter(c -> c.iter() <= iter).toList(),
        norms.upTo(iter),
        lengths);
  }
}
