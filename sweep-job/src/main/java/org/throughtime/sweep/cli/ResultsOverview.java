package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.job.KnownRuns;
import org.throughtime.sweep.resume.ChangedRun;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.table.Status;

/**
 * What a results directory already holds of a sweep.
 *
 * @param directory as the user gave it
 * @param done runs of the sweep with nothing left to compute
 * @param known runs of the sweep whose flags are known, in the order of the rounds
 * @param runs how many the sweep has, at most
 * @param states how the directory knows each run, by its name
 * @param changes a line for every run whose flags there are others
 */
record ResultsOverview(
    String directory,
    long done,
    List<RunSpec> known,
    int runs,
    Map<String, String> states,
    List<String> changes) {
  private static final String NOT_THERE = "new";

  ResultsOverview {
    known = List.copyOf(known);
    states = Map.copyOf(states);
    changes = List.copyOf(changes);
  }

  /**
   * Reads the directory, changing nothing.
   *
   * @throws ResultsException where the sweep cannot go there
   */
  static ResultsOverview of(String directory, SweepConfig config) {
    try {
      ResultsDirectory results = ConfiguredResults.open(directory);
      Feasibility.requirePlace(results);
      SweepManifest.extend(results, config.name(), config.runs());
      List<RunSpec> runs = KnownRuns.of(results, config.plan());
      List<ChangedRun> changed = ChangedRun.of(results, runs);
      Map<String, RunState> known = new LinkedHashMap<>();
      Optional<SweepStatus> status = SweepSnapshot.status(results);
      status.map(SweepStatus::runs).orElse(List.of()).forEach(s -> known.put(s.spec().name(), s));
      Map<String, String> states = new LinkedHashMap<>();
      long done = 0;
      for (ChangedRun run : changed) {
        known.remove(run.name());
        states.put(run.name(), run.state());
      }
      for (RunSpec run : runs) {
        RunState state = known.get(run.name());
        if (state != null) {
          states.put(run.name(), state.status().label());
          done += state.status().isDone() ? 1 : 0;
        }
      }
      return new ResultsOverview(
          directory,
          done,
          runs,
          config.search().size(),
          states,
          changed.stream().map(ChangedRun::line).toList());
    } catch (IOException e) {
      throw ConfiguredResults.unreadable(directory, e);
    }
  }

  /** One line on the directory. */
  String summary() {
    return states.isEmpty()
        ? directory + ", nothing of this sweep is there"
        : directory + ", " + done + " of " + runs + " done there already";
  }

  /** Whether anything of the asked runs would be lost, were they to begin anew. */
  boolean holdsResults() {
    return states.values().stream().anyMatch(state -> !state.equals(Status.WAITING.label()));
  }

  /** How a run stands: as {@code status} says it, or new. */
  String of(RunSpec run) {
    return states.getOrDefault(run.name(), NOT_THERE);
  }
}
