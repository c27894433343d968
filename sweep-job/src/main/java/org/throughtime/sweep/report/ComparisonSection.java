package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.throughtime.sweep.answers.Answers;
import org.throughtime.sweep.answers.ComparableRuns;
import org.throughtime.sweep.answers.ComparableRuns.Respect;
import org.throughtime.sweep.chart.Chart;

/** Runs that differ in only one respect: a verdict and a common chart for each comparison. */
final class ComparisonSection {
  private static final int MOST = 8;
  private static final int MOST_RUNS = 4;

  private ComparisonSection() {}

  /** Empty where no two of the shown runs differ in one respect alone. */
  static Optional<Section> of(SweepContents sweep) {
    List<ComparableRuns<RunDetail>> all =
        ComparableRuns.among(sweep.details(), run -> run.state().spec());
    if (all.isEmpty()) {
      return Optional.empty();
    }
    List<ComparableRuns<RunDetail>> first = all.subList(0, Math.min(MOST, all.size()));
    List<String> titles = first.stream().map(ComparisonSection::title).toList();
    List<Section> parts = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      boolean only = Collections.frequency(titles, titles.get(i)) == 1;
      parts.add(section(first.get(i), i + 1, only ? titles.get(i) : fullTitle(first.get(i))));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Runs whose flags differ only in clipping, or only in the model, on common axes."));
    if (all.size() > MOST) {
      blocks.add(
          new Block.Prose(
              "There are "
                  + all.size()
                  + " such comparisons among the runs shown; this section has the first "
                  + MOST
                  + "."));
    }
    return Optional.of(new Section("comparisons", "Side by side", blocks, parts));
  }

  private static List<RunDetail> shown(ComparableRuns<RunDetail> comparison) {
    return comparison.runs().subList(0, Math.min(MOST_RUNS, comparison.runs().size()));
  }

  private static String title(ComparableRuns<RunDetail> comparison) {
    return respect(comparison) + Overlay.names(shown(comparison));
  }

  /** For comparisons whose short names are those of another one. */
  private static String fullTitle(ComparableRuns<RunDetail> comparison) {
    return respect(comparison)
        + shown(comparison).stream().map(RunDetail::name).collect(Collectors.joining(", "));
  }

  private static String respect(ComparableRuns<RunDetail> comparison) {
    return comparison.respect() == Respect.CLIPPING ? "Clipping: " : "Model: ";
  }

  private static Section section(ComparableRuns<RunDetail> comparison, int number, String title) {
    List<RunDetail> runs = shown(comparison);
    String names = Overlay.names(runs);
    List<Block> blocks = new ArrayList<>();
    if (runs.size() < comparison.runs().size()) {
      blocks.add(
          new Block.Prose(
              "Of "
                  + comparison.runs().size()
                  + " runs that differ only in it, the first "
                  + MOST_RUNS
                  + " are shown."));
    }
    Optional<Chart> gradients = Overlay.GRADIENT.comparing(runs);
    blocks.add(
        new Block.Answered(
            Answers.compare(runs.stream().map(RunDetail::metrics).toList()).stream()
                .map(answer -> new Block.Answered.Shown(answer, gradients.stream().toList()))
                .toList(),
            false));
    gradients.ifPresentOrElse(
        chart -> blocks.add(new Block.Charts(chart.title(), List.of(chart), 1)),
        () ->
            blocks.add(
                new Block.Missing(
                    "There is no chart of the gradient through time, because fewer than two of the"
                        + " runs have it at the same checkpoint.")));
    blocks.add(new Block.Aside(aside(runs, names)));
    return new Section("comparison-" + number, title, blocks);
  }

  /** The other overlaid charts, and run beside run what cannot be overlaid. */
  private static List<Block> aside(List<RunDetail> runs, String names) {
    List<Block> blocks = new ArrayList<>();
    List<Chart> overlaid =
        Stream.of(Overlay.values())
            .filter(kind -> kind != Overlay.GRADIENT)
            .flatMap(kind -> kind.comparing(runs).stream())
            .toList();
    if (!overlaid.isEmpty()) {
      blocks.add(new Block.Charts(names + ": the other metrics", overlaid, 2));
    }
    blocks.addAll(besideEachOther(runs, names));
    return blocks;
  }

  /** The charts of a row have the same axes. */
  private static List<Block> besideEachOther(List<RunDetail> runs, String names) {
    List<Block> blocks = new ArrayList<>();
    Map<String, List<String>> missing = new LinkedHashMap<>();
    for (RunChart kind : RunChart.values()) {
      List<Chart> charts = new ArrayList<>();
      List<RunDetail> without = new ArrayList<>();
      for (RunDetail run : runs) {
        if (kind.concerns(run)) {
          kind.of(run).ifPresentOrElse(charts::add, () -> without.add(run));
        }
      }
      if (charts.size() > 1) {
        blocks.add(
            new Block.Charts(names + ": " + kind.title(), SharedAxes.of(charts), runs.size()));
      }
      without.forEach(
          run ->
              missing
                  .computeIfAbsent(
                      run.name() + ", because " + kind.reason(run), why -> new ArrayList<>())
                  .add(kind.title()));
    }
    missing.forEach(
        (why, titles) ->
            blocks.add(
                new Block.Missing(
                    "Not beside the others: " + why + ": " + String.join("; ", titles) + ".")));
    return blocks;
  }
}
