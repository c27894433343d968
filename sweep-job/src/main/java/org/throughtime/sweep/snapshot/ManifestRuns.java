package org.throughtime.sweep.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Status;
import org.throughtime.sweep.table.TableName;

/**
 * The runs of a manifest that readers see: those that the sweep has, and those of which something
 * is committed though the sweep has them not any more.
 *
 * @param manifest of the directory
 * @param runs in the order of the manifest
 */
record ManifestRuns(SweepManifest manifest, List<RunSpec> runs) {
  ManifestRuns {
    runs = List.copyOf(runs);
  }

  /**
   * Finds them.
   *
   * @throws IOException where the directory cannot be read
   */
  static ManifestRuns of(ResultsDirectory directory, SweepManifest manifest, Listing listing)
      throws IOException {
    List<RunSpec> runs = new ArrayList<>();
    for (RunSpec run : manifest.runs()) {
      String name = run.name();
      if (!manifest.removed().contains(name)
          || listing.has(directory.row(name))
          || !listing.states(name).isEmpty()
          || !listing.segments(TableName.CHECKPOINTS, name).isEmpty()) {
        runs.add(run);
      }
    }
    return new ManifestRuns(manifest, runs);
  }

  /** Whether a driver that is at work may train a run. */
  boolean mayTrain(RunSpec run) {
    return !manifest.removed().contains(run.name())
        && !manifest.leftBehind().containsKey(run.name());
  }

  /**
   * Where the sweep stands. A run that the sweep has not any more is part of it if it has results.
   *
   * @param states of the runs, in order
   */
  SweepStatus status(List<RunState> states) {
    List<RunState> counting = new ArrayList<>();
    Set<String> removed = new HashSet<>();
    for (RunState state : states) {
      String name = state.spec().name();
      boolean has = !manifest.removed().contains(name);
      if (has || state.status() != Status.WAITING) {
        counting.add(state);
      }
      if (!has) {
        removed.add(name);
      }
    }
    return new SweepStatus(manifest.sweep(), counting, removed, manifest.leftBehind());
  }
}
