package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.RunFlags;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.answers.Answers;
import org.throughtime.sweep.answers.Question;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.plan.CourseCommand;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.table.Status;

/** A section for every run that is shown in full, with its answers and its charts. */
final class RunSections {
  private static final List<String> TOLD =
      List.of("task", "model", "init", "nhid", "lr", "clipstyle", "cutoff", "alpha", "seed");

  private RunSections() {}

  /** Empty where no run is shown. */
  static Optional<Section> of(SweepContents sweep) {
    if (sweep.details().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Section(
            "runs",
            sweep.complete() ? "Every run" : "The best runs",
            List.of(new Block.Prose(Answers.caution())),
            sweep.details().stream().map(RunSections::section).toList()));
  }

  private static Section section(RunDetail run) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Prose(standing(run)));
    if (run.state().status() == Status.FAILED) {
      blocks.add(
          new Block.Missing(
              "This run failed: "
                  + run.state().error().orElse("its row gives no reason")
                  + ". This section shows the results that it had committed."));
    }
    blocks.add(
        new Block.Aside(
            List.of(
                new Block.Command(
                    "The course's command for it", CourseCommand.of(run.state().spec())))));
    Map<RunChart, Chart> charts = new EnumMap<>(RunChart.class);
    List<RunChart> none = new ArrayList<>();
    for (RunChart chart : RunChart.values()) {
      if (chart.concerns(run)) {
        chart.of(run).ifPresentOrElse(drawn -> charts.put(chart, drawn), () -> none.add(chart));
      }
    }
    blocks.add(answers(run, charts));
    if (!charts.isEmpty()) {
      blocks.add(
          new Block.Charts(
              run.name() + ": metrics over training, and through time at the last checkpoint",
              List.copyOf(charts.values()),
              2));
    }
    blocks.addAll(missing(run, none));
    return new Section(Section.idOf(run.name()), run.name(), blocks);
  }

  private static Block answers(RunDetail run, Map<RunChart, Chart> charts) {
    return Answers.missing(run.metrics())
        .<Block>map(Block.Missing::new)
        .orElseGet(
            () ->
                new Block.Answered(
                    Answers.of(run.metrics()).entrySet().stream()
                        .map(
                            entry ->
                                new Block.Answered.Shown(
                                    entry.getValue(), shown(entry.getKey(), charts)))
                        .toList(),
                    false));
  }

  private static List<Chart> shown(Question question, Map<RunChart, Chart> charts) {
    return charts.entrySet().stream()
        .filter(chart -> chart.getKey().shows(question))
        .map(Map.Entry::getValue)
        .toList();
  }

  /** One notice for each reason. */
  private static List<Block> missing(RunDetail run, List<RunChart> none) {
    return none.stream()
        .collect(Collectors.groupingBy(chart -> chart.reason(run)))
        .entrySet()
        .stream()
        .<Block>map(
            reason ->
                new Block.Missing(
                    "Not shown: "
                        + reason.getValue().stream()
                            .sorted()
                            .map(RunChart::title)
                            .collect(Collectors.joining("; "))
                        + ". The reason: "
                        + reason.getKey()
                        + "."))
        .toList();
  }

  private static String standing(RunDetail run) {
    RunState state = run.state();
    RunSpec spec = state.spec();
    String flags =
        TOLD.stream()
            .map(flag -> flag + " " + RunFlags.format(spec.flags().get(flag)))
            .collect(Collectors.joining(", "));
    String steps =
        state.steps().isEmpty()
            ? "no iteration is committed of " + ReadableNumber.count(spec.optimizer().maxiters())
            : ReadableNumber.count(state.iterations())
                + " of "
                + ReadableNumber.count(spec.optimizer().maxiters())
                + " iterations";
    return "Status " + state.status().label() + ", " + steps + ". Flags: " + flags + ".";
  }
}
