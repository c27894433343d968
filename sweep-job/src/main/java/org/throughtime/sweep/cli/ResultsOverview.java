package org.throughtime.sweep.cli;

import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.job.KnownRuns;
import org.throughtime.sweep.resume.ChangedRun;
import org.throughtime.sweep.snapshot.Damage;
import org.throughtime.sweep.snapshot.RunId;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.ResultsException;
import org.throughtime.sweep.table.Status;

/**
 * The results of a sweep that a results directory already has.
 *
 * @param directory as the user gave it
 * @param runs of the sweep whose flags are known, in the order of the rounds
 * @param most how many runs the sweep has, at most
 * @param known where those stand that the directory knows as they are, by name
 * @param changed those that it knows with other flags, by name
 * @param damaged names of those that have ended and lost a file
 * @param staying how many other runs have ended there that the sweep file does not have
 */
record ResultsOverview(
    String directory,
    List<RunSpec> runs,
    int most,
    Map<String, RunState> known,
    Map<String, ChangedRun> changed,
    Set<String> damaged,
    int staying) {
  private static final String NOT_THERE = "new";
  private static final String DAMAGED = "damaged";

  /**
   * Reads the directory, changing nothing.
   *
   * @param notes told in a line where the newest version of its manifest is damaged
   * @throws ResultsException where the sweep cannot go there
   */
  static ResultsOverview of(String directory, SweepConfig config, Consumer<String> notes) {
    try {
      ResultsDirectory results = ConfiguredResults.open(directory);
      Optional<SweepSnapshot> sweep = SweepSnapshot.read(results, notes);
      if (sweep.isPresent()) {
        sweep.get().manifest().requireSweep(results, config.name());
      }
      List<RunSpec> runs = KnownRuns.of(results, config.plan());
      Map<String, ChangedRun> changed = new LinkedHashMap<>();
      List<RunSpec> before = sweep.map(SweepSnapshot::runs).orElse(List.of());
      ChangedRun.of(results, before, runs).forEach(run -> changed.put(run.name(), run));
      Set<RunId> asked = runs.stream().map(RunId::of).collect(Collectors.toSet());
      Map<String, RunState> known = new LinkedHashMap<>();
      Set<String> damaged = new HashSet<>();
      Set<String> names = config.plan().names();
      int staying = 0;
      if (sweep.isPresent()) {
        for (RunState state : sweep.get().status().runs()) {
          RunSpec run = state.spec();
          if (state.status().isDone() && !names.contains(run.name())) {
            staying++;
          }
          if (asked.contains(RunId.of(run))) {
            known.put(run.name(), state);
            if (sweep.get().damage(run).stream().anyMatch(Damage.Fault::leavesWork)) {
              damaged.add(run.name());
            }
          }
        }
      }
      return new ResultsOverview(
          directory, runs, config.search().size(), known, changed, damaged, staying);
    } catch (IOException e) {
      throw ConfiguredResults.unreadable(directory, e);
    }
  }

  /** One line on the directory. */
  String summary() {
    long done =
        known.values().stream()
            .filter(state -> state.status().isDone() && !damaged.contains(state.spec().name()))
            .count();
    if (known.isEmpty() && changed.isEmpty() && staying == 0) {
      return directory + ", no earlier results";
    }
    String already = known.isEmpty() ? "" : ", " + done + " of " + most + " already done";
    String runs = changed.size() == 1 ? "run" : "runs";
    String others =
        changed.isEmpty() ? "" : ", holds %s %s with other flags".formatted(changed.size(), runs);
    return directory + already + others + stay();
  }

  private String stay() {
    if (staying == 0) {
      return "";
    }
    String are = staying == 1 ? " ended run there is" : " ended runs there are";
    return ", " + staying + are + " not in the sweep file and " + (staying == 1 ? "stays" : "stay");
  }

  /** A line for every run whose flags there are others. */
  List<String> changes() {
    return changed.values().stream().map(ChangedRun::line).toList();
  }

  /** Names of the runs that have results, and begin anew because a flag has changed. */
  List<String> replaced() {
    return changed.values().stream()
        .filter(run -> run.begun() && run.from() == 0)
        .map(ChangedRun::name)
        .toList();
  }

  /** Whether anything of the asked runs would be lost, were they to begin anew. */
  boolean holdsResults() {
    return changed.values().stream().anyMatch(ChangedRun::begun)
        || known.values().stream().anyMatch(state -> state.status() != Status.WAITING);
  }

  /** How a run stands: as {@code status} says it, changed, damaged, or new. */
  String of(RunSpec run) {
    if (damaged.contains(run.name())) {
      return DAMAGED;
    }
    return changed.containsKey(run.name())
        ? changed.get(run.name()).state()
        : known.containsKey(run.name()) ? known.get(run.name()).status().label() : NOT_THERE;
  }
}
