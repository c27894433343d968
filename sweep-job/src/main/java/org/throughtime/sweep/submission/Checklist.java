package org.throughtime.sweep.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * What the folder has of the assignment, what is missing, and what only its author can add.
 *
 * @param sweep name of the sweep
 * @param mandatory the runs that are asked for
 * @param runs what there is of every run of the sweep
 * @param removed names of runs that the sweep file has not any more: nobody waits for them
 * @param common files that are of no single run, each with whether it is there
 * @param authors what only the author can give, each with whether it is there
 */
record Checklist(
    String sweep,
    List<MandatoryRun> mandatory,
    List<RunFiles> runs,
    Set<String> removed,
    Map<String, Boolean> common,
    Map<String, Boolean> authors) {
  private static final String EXTRA_CREDIT = "torder";

  /** Everything that this program could give and that is not there, a line each, each once. */
  List<String> missing() {
    List<String> missing = new ArrayList<>(missingRuns());
    Set<String> named =
        mandatory.stream()
            .filter(run -> !run.met() && run.differences().isEmpty())
            .flatMap(run -> run.found().stream())
            .map(run -> run.spec().name())
            .collect(Collectors.toSet());
    for (RunFiles run : runs) {
      if (run.state().status().isDone()) {
        missing.addAll(missingFiles(run));
      } else if (!named.contains(run.name()) && !removed.contains(run.name())) {
        missing.add("`" + run.name() + "` has not ended: " + standing(run.state()));
      }
    }
    common.forEach(
        (what, there) -> {
          if (!there) {
            missing.add(what);
          }
        });
    return missing;
  }

  /** Runs that differ alike from what is asked for have a line in common. */
  private List<String> missingRuns() {
    List<String> missing = new ArrayList<>();
    Map<List<String>, List<String>> byDifferences = new LinkedHashMap<>();
    for (MandatoryRun run : mandatory) {
      if (!run.differences().isEmpty()) {
        byDifferences
            .computeIfAbsent(run.differences(), differences -> new ArrayList<>())
            .add(run.label() + " (`" + run.found().orElseThrow().spec().name() + "`)");
      } else if (!run.met()) {
        missing.add(run.label() + " (" + run.words() + "): " + lack(run));
      }
    }
    byDifferences.forEach(
        (differences, labels) ->
            missing.add(
                String.join(", ", labels)
                    + (labels.size() == 1
                        ? ": differs from the mandatory run: "
                        : ": differ from the mandatory runs: ")
                    + String.join("; ", differences)));
    return missing;
  }

  /** The files that a run lacks, if it has ended. A run writes them when it ends. */
  private static List<String> missingFiles(RunFiles run) {
    List<String> missing = new ArrayList<>();
    if (!run.log()) {
      missing.add("`" + run.name() + "` has no log");
    }
    if (!run.npz()) {
      missing.add("`" + run.name() + "` has no NPZ file");
    }
    run.missing().entrySet().stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getValue,
                LinkedHashMap::new,
                Collectors.mapping(plot -> plot.getKey().file(), Collectors.joining(", "))))
        .forEach(
            (why, plots) ->
                missing.add("`" + run.name() + "` lacks the plots " + plots + ": " + why));
    return missing;
  }

  /** How many mandatory runs the sweep has. */
  long met() {
    return mandatory.stream().filter(MandatoryRun::met).count();
  }

  /** The complete checklist, in Markdown. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append("# Checklist\n\nSweep ").append(sweep).append(". ");
    out.append(
        "`./submit.sh submission` made this folder. The same command updates it, and keeps files");
    out.append(" that you have changed.\n\n");
    List<String> missing = missing();
    out.append("**").append(met()).append(" of ").append(mandatory.size());
    out.append(" mandatory runs are complete. ");
    out.append(
        missing.isEmpty()
            ? "Everything that this program can make is there.**\n"
            : "Of what this program can make, "
                + (missing.size() == 1 ? "one item is" : missing.size() + " items are")
                + " missing.**\n");
    section(out, "Only you can add these");
    authors.forEach((what, there) -> item(out, there, what));
    section(out, "Missing");
    if (missing.isEmpty()) {
      out.append("Nothing that this program can make.\n");
    }
    missing.forEach(line -> item(out, false, line));
    section(out, "Mandatory runs");
    mandatory.forEach(run -> item(out, run.met(), described(run)));
    section(out, "Files of every run");
    files(out);
    section(out, "Files of the sweep");
    common.entrySet().stream()
        .filter(Map.Entry::getValue)
        .forEach(file -> item(out, true, file.getKey()));
    section(out, "Extra credit: temporal order");
    extraCredit(out);
    section(out, "The last checkpoint");
    lastCheckpoints(out);
    return out.toString();
  }

  private static void section(StringBuilder out, String title) {
    out.append("\n## ").append(title).append("\n\n");
  }

  private static void item(StringBuilder out, boolean there, String what) {
    out.append(there ? "- [x] " : "- [ ] ").append(what).append('\n');
  }

  /** What one that is missing lacks is above. */
  private static String described(MandatoryRun run) {
    return run.label() + ", " + run.words() + (run.met() ? ": " + found(run) : "");
  }

  private static String found(MandatoryRun run) {
    RunState state = run.found().orElseThrow();
    return "`" + state.spec().name() + "`, " + standing(state);
  }

  private static String lack(MandatoryRun run) {
    if (run.found().isEmpty()) {
      return "no run of this sweep has this task, model and clipping; `./submit.sh run"
          + " conf/canonical.conf --only "
          + run.asked().name()
          + "` trains it";
    }
    return found(run);
  }

  /** "stopped after 21 of 75 iterations". */
  private static String standing(RunState run) {
    return run.status().label()
        + " after "
        + count(run.iterations())
        + " of "
        + count(run.spec().optimizer().maxiters())
        + " iterations"
        + run.error().map(error -> ": " + error).orElse("");
  }

  private static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private void files(StringBuilder out) {
    if (runs.isEmpty()) {
      out.append("The sweep has no runs.\n");
      return;
    }
    out.append("| run | status | log | NPZ | plots as PNG, PDF and CSV |\n");
    out.append("| --- | --- | --- | --- | --- |\n");
    for (RunFiles run : runs) {
      out.append("| `").append(run.name()).append("` | ").append(run.state().status().label());
      out.append(" | ").append(run.log() ? "yes" : "**no**");
      out.append(" | ").append(run.npz() ? "yes" : "**no**");
      out.append(" | ").append(run.plots().size()).append(" of ");
      out.append(run.plots().size() + run.missing().size()).append(" |\n");
    }
  }

  private void extraCredit(StringBuilder out) {
    List<RunFiles> torder =
        runs.stream()
            .filter(run -> run.state().spec().task().task().startsWith(EXTRA_CREDIT))
            .toList();
    if (torder.isEmpty()) {
      out.append("This sweep has no run of temporal order.\n");
    }
    for (RunFiles run : torder) {
      item(
          out,
          run.complete(),
          "`"
              + run.name()
              + "`, "
              + standing(run.state())
              + run.state()
                  .metrics()
                  .map(LatestMetrics::bestValidError)
                  .map(error -> ", lowest valid error " + ReadableNumber.significant(error) + " %")
                  .orElse(""));
    }
  }

  private void lastCheckpoints(StringBuilder out) {
    List<RunFiles> apart = runs.stream().filter(run -> !run.endsTogether()).toList();
    out.append("Plots, report and tables show the last checkpoint of the tables. ");
    if (apart.isEmpty()) {
      out.append("The NPZ files end at the same checkpoint.\n");
      return;
    }
    out.append("In these runs the NPZ files, which have the course's shapes, end earlier. To make");
    out.append(" both end together, choose a maxiters that is a multiple of checkFreq:\n\n");
    for (RunFiles run : apart) {
      out.append("- `").append(run.name()).append("`: ");
      out.append(run.lastInNpz().map(n -> "iteration " + n).orElse("no checkpoint"));
      out.append(" in the NPZ file, ");
      out.append(run.lastInTables().map(Object::toString).orElse("none"));
      out.append(" in the tables\n");
    }
  }
}
