package org.throughtime.sweep.resume;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.store.Listing;
import org.throughtime.sweep.store.ResultsDirectory;

/**
 * A run that a results directory has with other flags than the requested ones.
 *
 * @param there as the directory knows it
 * @param asked as it is asked for
 * @param begun whether anything of it is there, so that something is replaced
 * @param from iterations done that count for the one asked for; 0 where it begins anew
 */
public record ChangedRun(RunSpec there, RunSpec asked, boolean begun, int from) {
  /**
   * Finds them.
   *
   * @param before the runs of the directory's manifest
   * @param asked the requested ones
   * @throws IOException where the directory cannot be read
   */
  public static List<ChangedRun> of(
      ResultsDirectory directory, List<RunSpec> before, List<RunSpec> asked) throws IOException {
    Map<String, RunSpec> known = new HashMap<>();
    before.forEach(run -> known.put(run.name(), run));
    List<ChangedRun> changed = new ArrayList<>();
    Listing files = null;
    for (RunSpec run : asked) {
      RunSpec there = known.get(run.name());
      if (there != null && !there.hash().equals(run.hash())) {
        files = files == null ? Listing.ofRuns(directory) : files;
        Optional<RunSnapshot> newest =
            RunHistory.newestState(directory, run, files.states(run.name()));
        changed.add(
            new ChangedRun(
                there,
                run,
                !files.of(run.name()).isEmpty(),
                newest.map(s -> s.trainer().iteration()).orElse(0)));
      }
    }
    return changed;
  }

  /** Name of the run. */
  public String name() {
    return asked.name();
  }

  /** How it stands, in a word. */
  public String state() {
    return "changed";
  }

  /** Which flags changed, and what the command does about it. */
  public String line() {
    Map<String, Object> flags = asked.flags();
    String differences =
        there.flags().entrySet().stream()
            .filter(flag -> !flag.getValue().equals(flags.get(flag.getKey())))
            .map(Map.Entry::getKey)
            .map(flag -> flag + " " + text(there, flag) + " -> " + text(asked, flag))
            .collect(Collectors.joining(", "));
    String next =
        from > 0
            ? "resumes from iteration " + ReadableNumber.count(from)
            : begun ? "starts again" : "had not started, so no results are replaced";
    return "changed: " + name() + ": " + differences + "; " + next;
  }

  private static String text(RunSpec run, String flag) {
    return RunFlags.format(run.flags().get(flag));
  }
}
