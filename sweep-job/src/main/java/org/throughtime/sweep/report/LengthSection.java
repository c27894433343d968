package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.leaderboard.LeftBehind;
import org.throughtime.sweep.leaderboard.Replicates;
import org.throughtime.sweep.leaderboard.Setting;
import org.throughtime.sweep.snapshot.RunState;

/**
 * Success against the length of the sequences, as in figure 7 of Pascanu, Mikolov and Bengio
 * (2013): one panel for each initialization, and one line for each method.
 */
final class LengthSection {
  private LengthSection() {}

  /** The paper's methods. */
  private enum Method {
    SGD("SGD"),
    SGD_C("SGD-C"),
    SGD_CR("SGD-CR"),
    SGD_R("SGD-R");

    private final String words;

    Method(String words) {
      this.words = words;
    }

    static Method of(RunSpec run) {
      boolean clips = run.optimizer().clipstyle() == ClipStyle.RESCALE;
      boolean regularises = run.optimizer().alpha() > 0;
      return clips ? regularises ? SGD_CR : SGD_C : regularises ? SGD_R : SGD;
    }
  }

  /** Empty where the sweep has no fixed lengths, more than one, with more than one method. */
  static Optional<Section> of(SweepContents sweep) {
    Map<String, Map<Method, Map<Integer, List<RunState>>>> panels = new LinkedHashMap<>();
    List<RunState> fixed =
        sweep.status().runs().stream()
            .filter(run -> run.spec().task().minLength() == run.spec().task().maxLength())
            .toList();
    for (RunState run : fixed) {
      panels
          .computeIfAbsent(run.spec().cell().init().label(), init -> new TreeMap<>())
          .computeIfAbsent(Method.of(run.spec()), method -> new TreeMap<>())
          .computeIfAbsent(run.spec().task().maxLength(), length -> new ArrayList<>())
          .add(run);
    }
    if (fixed.stream().map(run -> run.spec().task().maxLength()).distinct().count() < 2
        || fixed.stream().map(run -> Method.of(run.spec())).distinct().count() < 2) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "The share of ended runs that were solved, against the length of their sequences, with"
                + " Wilson's 95 % intervals: figure 7 of Pascanu, Mikolov and Bengio (2013)."
                + " SGD-C clips, SGD-R has Omega, SGD-CR both."));
    if (pools(fixed)) {
      blocks.add(
          new Block.Prose(
              "Some points combine runs that differ in more than their seed, such as alpha"
                  + " or cutoff; they always have the same method, initialization and length."));
    }
    LeftBehind behind = LeftBehind.of(sweep.status());
    List<Chart> charts = new ArrayList<>();
    Range range =
        Range.of(fixed.stream().mapToDouble(run -> run.spec().task().maxLength())).orElseThrow();
    double margin = .05 * (range.high() - range.low());
    Range lengths = new Range(range.low() - margin, range.high() + margin).rounded();
    panels.forEach(
        (init, methods) -> {
          panel(init, methods, lengths, behind).ifPresent(charts::add);
          methods.forEach((method, byLength) -> missing(init, method, byLength, blocks));
        });
    if (!charts.isEmpty()) {
      blocks.add(
          new Block.Charts(
              "Success against the length of the sequences, by initialization",
              charts,
              Math.min(3, charts.size())));
    }
    return Optional.of(new Section("lengths", "Success against length", blocks));
  }

  private static void missing(
      String init, Method method, Map<Integer, List<RunState>> byLength, List<Block> blocks) {
    List<String> none =
        byLength.entrySet().stream()
            .filter(e -> e.getValue().stream().noneMatch(run -> run.status().isDone()))
            .map(e -> e.getKey().toString())
            .toList();
    if (!none.isEmpty()) {
      blocks.add(
          new Block.Missing(
              "No run has ended yet of "
                  + method.words
                  + " from "
                  + init
                  + " at length "
                  + String.join(", ", none)
                  + "."));
    }
  }

  private static boolean pools(List<RunState> runs) {
    Map<String, Setting> known = new LinkedHashMap<>();
    for (RunState run : runs) {
      RunSpec spec = run.spec();
      String point = spec.cell().init() + " " + Method.of(spec) + " " + spec.task().maxLength();
      Setting setting = Setting.of(spec);
      if (!known.computeIfAbsent(point, p -> setting).equals(setting)) {
        return true;
      }
    }
    return false;
  }

  private static Optional<Chart> panel(
      String init,
      Map<Method, Map<Integer, List<RunState>>> methods,
      Range lengths,
      LeftBehind behind) {
    List<IntervalChart.Estimates> series = new ArrayList<>();
    methods.forEach(
        (method, byLength) -> {
          List<Integer> at = new ArrayList<>();
          List<Replicates> groups = new ArrayList<>();
          byLength.forEach(
              (length, runs) -> {
                Replicates group = new Replicates(Setting.of(runs.get(0).spec()), runs, behind);
                if (group.ended() > 0) {
                  at.add(length);
                  groups.add(group);
                }
              });
          if (!groups.isEmpty()) {
            series.add(
                SearchCharts.estimates(
                    method.words, at.stream().mapToDouble(Integer::doubleValue), groups));
          }
        });
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new IntervalChart(
                init,
                Axis.linear("length L", "steps").within(Optional.of(lengths)),
                Axis.linear("solved", "% of ended runs").within(0, 100),
                series));
  }
}
