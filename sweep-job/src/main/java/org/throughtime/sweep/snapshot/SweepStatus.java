package org.throughtime.sweep.snapshot;

import java.util.List;

/**
 * The states of the runs of a sweep.
 *
 * @param sweep name of the sweep
 * @param runs every run of its manifest, in order
 */
public record SweepStatus(String sweep, List<RunState> runs) {
  public SweepStatus {
    runs = List.copyOf(runs);
  }

  /** The same once nothing is at work any more, though the driver may still hold the directory. */
  public SweepStatus atRest() {
    return new SweepStatus(sweep, runs.stream().map(RunState::atRest).toList());
  }
}
