package org.throughtime.sweep.submission;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.table.LatestMetrics;

/**
 * What the folder has of the assignment, what is missing, and what only its author can add.
 *
 * @param sweep name of the sweep
 * @param mandatory the runs that are asked for, as the sweep has them
 * @param runs what there is of every run of the sweep
 * @param abandoned names of runs that nobody waits for
 * @param comparisons how many plots compare runs
 * @param common files that are of no single run, each with whether it is there
 * @param authors what only the author can add
 */
record Checklist(
    String sweep,
    MandatoryRuns mandatory,
    List<RunFiles> runs,
    Set<String> abandoned,
    int comparisons,
    Map<String, Boolean> common,
    List<AuthorsPart> authors) {
  private static final String EXTRA_CREDIT = "torder";

  /** Everything that this program could give and that is not there, a line each, each once. */
  List<String> missing() {
    return Stream.concat(mandatory.missing().stream(), missingItems().stream()).toList();
  }

  /** What is missing beside mandatory runs. */
  private List<String> missingItems() {
    List<String> missing = new ArrayList<>();
    Set<String> named = mandatory.unended();
    for (RunFiles run : runs) {
      if (run.state().status().isDone()) {
        missing.addAll(missingFiles(run));
      } else if (!named.contains(run.name()) && !abandoned.contains(run.name())) {
        missing.add("`" + run.name() + "` has not ended: " + RunFiles.standing(run.state()));
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
                missing.add(
                    "`"
                        + run.name()
                        + (plots.contains(", ") ? "` lacks the plots " : "` lacks the plot ")
                        + plots
                        + ": "
                        + why));
    return missing;
  }

  /** How much of what this program can make is missing, in words. */
  String extent() {
    int lacking = mandatory.lacking();
    int items = missingItems().size();
    if (lacking + items == 0) {
      return "everything that this program can make is there";
    }
    List<String> parts = new ArrayList<>();
    if (lacking > 0) {
      parts.add(lacking + (lacking == 1 ? " mandatory run" : " mandatory runs"));
    }
    if (items > 0) {
      parts.add(items + (items == 1 ? " item" : " items") + " that this program can make");
    }
    return String.join(" and ", parts) + (lacking + items == 1 ? " is missing" : " are missing");
  }

  /** The complete checklist, in Markdown. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append("# Checklist\n\nSweep ").append(sweep).append(". ");
    out.append(
        "`./submit.sh submission` made this folder. The same command updates it, and keeps files");
    out.append(" that you have changed.\n\n");
    List<String> missing = missing();
    out.append("**").append(sentence(mandatory.summary())).append(". ");
    out.append(sentence(extent())).append(".**\n");
    section(out, "Only you can add these");
    authors.forEach(part -> item(out, part.there(), part.what()));
    section(out, "Missing");
    if (missing.isEmpty()) {
      out.append("Nothing that this program can make.\n");
    }
    missing.forEach(line -> item(out, false, line));
    if (!mandatory.isEmpty()) {
      section(out, "Mandatory runs");
      mandatory.runs().forEach(run -> item(out, run.met(), described(run)));
    }
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

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static void item(StringBuilder out, boolean there, String what) {
    out.append(there ? "- [x] " : "- [ ] ").append(what).append('\n');
  }

  /** What one that is missing lacks is above. */
  private static String described(MandatoryRun run) {
    return run.label() + ", " + run.words() + (run.met() ? ": " + run.standing() : "");
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
              + RunFiles.standing(run.state())
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
