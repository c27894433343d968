package org.throughtime.sweep.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.snapshot.RunState;

/**
 * The runs that the assignment asks for, as a sweep has them.
 *
 * @param runs each of them, in the order of the assignment; none where the sweep has no run of
 *     their tasks, models and clippings: such a sweep is extra work, of which none is mandatory
 */
record MandatoryRuns(List<MandatoryRun> runs) {
  private static final String TRAINS = "`./submit.sh run conf/canonical.conf";

  MandatoryRuns {
    runs = List.copyOf(runs);
  }

  /**
   * Finds them.
   *
   * @param there the runs of the sweep
   * @param asked the runs that the assignment asks for
   */
  static MandatoryRuns among(List<RunState> there, List<RunSpec> asked) {
    List<MandatoryRun> runs = asked.stream().map(run -> MandatoryRun.among(there, run)).toList();
    boolean none = runs.stream().allMatch(run -> run.found().isEmpty());
    return new MandatoryRuns(none ? List.of() : runs);
  }

  /** Whether the sweep has no mandatory run at all. */
  boolean isEmpty() {
    return runs.isEmpty();
  }

  /** How many the sweep lacks. */
  int lacking() {
    return (int) runs.stream().filter(run -> !run.met()).count();
  }

  /** How many are complete, in words. */
  String summary() {
    return isEmpty()
        ? "no mandatory runs in this sweep"
        : runs.size() - lacking() + " of " + runs.size() + " mandatory runs are complete";
  }

  /** Names of the sweep's runs that are mandatory ones and have not ended. */
  Set<String> unended() {
    return runs.stream()
        .filter(run -> !run.met() && run.differences().isEmpty())
        .flatMap(run -> run.found().stream())
        .map(run -> run.spec().name())
        .collect(Collectors.toSet());
  }

  /** Each that the sweep lacks. Runs that differ alike from what is asked for share a line. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    Map<List<String>, List<MandatoryRun>> alike = new LinkedHashMap<>();
    for (MandatoryRun run : runs) {
      if (!run.differences().isEmpty()) {
        alike.computeIfAbsent(run.differences(), differences -> new ArrayList<>()).add(run);
      } else if (!run.met()) {
        missing.add(run.label() + " (" + run.words() + "): " + lack(run));
      }
    }
    alike.forEach((differences, those) -> missing.add(different(those, differences)));
    return missing;
  }

  private String different(List<MandatoryRun> those, List<String> differences) {
    String labels =
        those.stream()
            .map(run -> run.label() + " (`" + run.found().orElseThrow().spec().name() + "`)")
            .collect(Collectors.joining(", "));
    return labels
        + (those.size() == 1
            ? ": differs from the mandatory run: "
            : ": differ from the mandatory runs: ")
        + String.join("; ", differences)
        + "; "
        + trains(those);
  }

  private String lack(MandatoryRun run) {
    return run.found().isPresent()
        ? run.standing()
        : "no run of this sweep has this task, model and clipping; " + trains(List.of(run));
  }

  /** The command that trains some of them as the assignment asks. */
  private String trains(List<MandatoryRun> those) {
    String only =
        those.size() == runs.size()
            ? ""
            : those.stream()
                .map(run -> run.asked().name())
                .collect(Collectors.joining(",", " --only ", ""));
    return TRAINS + only + "` trains " + (those.size() == 1 ? "it" : "them");
  }
}
