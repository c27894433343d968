package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.sweep.answers.RunVerdict;
import org.throughtime.sweep.leaderboard.LeftBehind;
import org.throughtime.sweep.snapshot.Damage;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.ShownMetric;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.Status;

/** The state of the sweep, and a table of all of its runs. */
final class OverviewSection {
  private static final String NONE = "-";
  private static final int MOST_NAMES = 8;
  private static final int MOST_ROWS = 40;

  /** Points of a small curve. */
  private static final int CURVE = 80;

  private OverviewSection() {}

  static Section of(SweepContents sweep) {
    List<RunState> runs = sweep.status().runs();
    List<Block> blocks = new ArrayList<>();
    if (runs.isEmpty()) {
      blocks.add(new Block.Missing("This sweep has no runs."));
      return new Section("overview", "Overview", blocks);
    }
    blocks.add(new Block.Prose(standing(runs)));
    damage(sweep.faults()).ifPresent(blocks::add);
    if (!sweep.details().isEmpty()) {
      blocks.add(verdicts(sweep.details()));
    }
    blocks.addAll(missing(sweep.status()));
    List<RunState> shown = runs;
    if (runs.size() > MOST_ROWS) {
      shown = sweep.details().stream().map(RunDetail::state).toList();
    }
    if (!sweep.complete()) {
      blocks.add(
          new Block.Prose(
              "The "
                  + sweep.details().size()
                  + " best of the "
                  + runs.size()
                  + " runs (solved ones first, then by their lowest valid error) have a section of"
                  + " their own below; each of the others has its line in the table of all runs"
                  + (runs.size() > MOST_ROWS ? " at the end." : ".")));
    }
    if (!shown.isEmpty()) {
      blocks.add(table(sweep, shown));
    }
    DynamicsSection.command(sweep).ifPresent(blocks::add);
    return new Section("overview", "Overview", blocks);
  }

  private static Block verdicts(List<RunDetail> runs) {
    return new Block.Verdicts(
        runs.stream()
            .map(
                run ->
                    new Block.Verdicts.Found(
                        run.name(),
                        Section.idOf(run.name()),
                        run.look(),
                        RunVerdict.of(run.metrics()),
                        Optional.of(run.curve("valid error", Checkpoint::validError))
                            .map(curve -> curve.thinned(CURVE))
                            .filter(curve -> curve.size() > 1 && curve.range().isPresent())))
            .toList());
  }

  /** The table of all runs, where it is too long to stand before everything else. */
  static Optional<Section> allRuns(SweepContents sweep) {
    List<RunState> runs = sweep.status().runs();
    return runs.size() > MOST_ROWS
        ? Optional.of(new Section("all-runs", "All runs", List.of(table(sweep, runs))))
        : Optional.empty();
  }

  private static String standing(List<RunState> runs) {
    Map<Status, Long> byStatus =
        runs.stream()
            .collect(
                Collectors.groupingBy(RunState::status, LinkedHashMap::new, Collectors.counting()));
    String parts =
        byStatus.size() == 1
            ? standing(runs.get(0).status())
            : byStatus.entrySet().stream()
                .map(status -> status.getValue() + " " + standing(status.getKey()))
                .collect(Collectors.joining(", "));
    if (runs.size() == 1) {
      return "1 run, " + parts + ".";
    }
    return byStatus.size() == 1
        ? "All " + runs.size() + " runs " + together(runs.get(0).status()) + "."
        : runs.size() + " runs: " + parts + ".";
  }

  /** What all runs did, or are. */
  private static String together(Status status) {
    return switch (status) {
      case FINISHED, DIVERGED, FAILED, STOPPED -> status.label();
      case SOLVED, WAITING, RUNNING -> "are " + standing(status);
    };
  }

  private static String standing(Status status) {
    return status == Status.RUNNING ? "still training" : status.label();
  }

  /** What is damaged is not what has yet to come. */
  private static Optional<Block> damage(List<String> faults) {
    if (faults.isEmpty()) {
      return Optional.empty();
    }
    int more = faults.size() - MOST_NAMES;
    String files = faults.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return Optional.of(
        new Block.Missing(
            "Files of this sweep are missing or damaged, so their contents are not shown: "
                + files
                + (more > 0 ? " and " + more + " more" : "")
                + ". "
                + Damage.REMEDY
                + "."));
  }

  /** As the search meant it: nothing of these runs is missing. */
  private static String rungs(LeftBehind behind) {
    return "The search left "
        + behind.runs().size()
        + (behind.runs().size() == 1 ? " run" : " runs")
        + " behind: "
        + behind.rungs().entrySet().stream()
            .map(rung -> rung.getValue() + " at iteration " + ReadableNumber.count(rung.getKey()))
            .collect(Collectors.joining(", "))
        + ". They count as unsolved.";
  }

  private static List<Block> missing(SweepStatus sweep) {
    List<RunState> runs = sweep.runs();
    List<Block> missing = new ArrayList<>();
    add(missing, runs, Status.WAITING, "No results are committed yet: ", run -> "");
    named(
            runs.stream().filter(run -> run.status() == Status.RUNNING).toList(),
            OverviewSection::progress)
        .map(
            names ->
                new Block.Prose(
                    "Still training; shown up to the last committed checkpoint: " + names))
        .ifPresent(missing::add);
    LeftBehind behind = LeftBehind.of(sweep);
    if (!behind.runs().isEmpty()) {
      missing.add(new Block.Prose(rungs(behind)));
    }
    add(
        missing,
        runs.stream().filter(run -> sweep.has(run) && !behind.contains(run)).toList(),
        Status.STOPPED,
        "Stopped before the end; repeat the command to resume them, unless stop-when stopped"
            + " them: ",
        OverviewSection::progress);
    add(
        missing,
        runs.stream().filter(run -> !sweep.has(run)).toList(),
        "Not in the sweep file any more; their results stay: ",
        run -> "");
    for (RunState run : runs) {
      if (run.status() == Status.FAILED) {
        missing.add(
            new Block.Missing(
                run.spec().name()
                    + " failed, and results that it had not committed are missing: "
                    + run.error().orElse("its row gives no reason")
                    + "."));
      }
    }
    return missing;
  }

  private static void add(
      List<Block> missing,
      List<RunState> runs,
      Status status,
      String words,
      Function<RunState, String> progress) {
    add(missing, runs.stream().filter(run -> run.status() == status).toList(), words, progress);
  }

  private static void add(
      List<Block> missing,
      List<RunState> those,
      String words,
      Function<RunState, String> progress) {
    named(those, progress).map(names -> new Block.Missing(words + names)).ifPresent(missing::add);
  }

  /** The first of some runs by name, with a full stop; empty where there is none. */
  private static Optional<String> named(List<RunState> those, Function<RunState, String> progress) {
    if (those.isEmpty()) {
      return Optional.empty();
    }
    String names =
        those.stream()
            .limit(MOST_NAMES)
            .map(run -> run.spec().name() + progress.apply(run))
            .collect(Collectors.joining(", "));
    int more = those.size() - MOST_NAMES;
    return Optional.of(names + (more > 0 ? " and " + more + " more" : "") + ".");
  }

  private static String progress(RunState run) {
    return run.steps().isEmpty()
        ? ""
        : " ("
            + ReadableNumber.count(run.iterations())
            + " of "
            + ReadableNumber.count(run.spec().optimizer().maxiters())
            + " iterations)";
  }

  private static Block table(SweepContents sweep, List<RunState> runs) {
    var detailed = sweep.details().stream().map(RunDetail::name).collect(Collectors.toSet());
    return new Block.Table(
        "Runs, with the metrics of their last checkpoint (for add and mul, NLL is the mean squared error)",
        2,
        List.of(
            "run",
            "status",
            "iterations",
            "lowest valid error %",
            "last valid error %",
            "train NLL",
            "valid NLL",
            "rho",
            "gradient norm",
            "seconds"),
        runs.stream().map(run -> row(run, detailed::contains)).toList());
  }

  private static List<Block.Cell> row(RunState run, Function<String, Boolean> detailed) {
    String name = run.spec().name();
    return List.of(
        new Block.Cell(name, detailed.apply(name) ? Section.idOf(name) : ""),
        Block.Cell.of(run.status().label()),
        Block.Cell.of(run.iterations() > 0 ? ReadableNumber.count(run.iterations()) : NONE),
        Block.Cell.of(ShownMetric.LOWEST_VALID_ERROR.of(run)),
        Block.Cell.of(ShownMetric.VALID_ERROR.of(run)),
        Block.Cell.of(ShownMetric.TRAIN_NLL.of(run)),
        Block.Cell.of(ShownMetric.VALID_NLL.of(run)),
        Block.Cell.of(ShownMetric.RHO.of(run)),
        Block.Cell.of(ShownMetric.GRADIENT_NORM.of(run)),
        Block.Cell.of(ShownMetric.seconds(run)));
  }
}
