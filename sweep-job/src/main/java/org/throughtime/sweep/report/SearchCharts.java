package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.leaderboard.Replicates;

/**
 * Charts over the settings of a sweep.
 *
 * @param flags that the settings differ in
 */
record SearchCharts(VaryingFlags flags) {
  private static final Axis RATE = Axis.linear("solved", "% of ended runs").within(0, 100);
  private static final int MOST_CURVES = 6;

  private List<Replicates> ended() {
    return flags.settings().stream().filter(s -> s.ended() > 0).toList();
  }

  private List<Replicates> validated() {
    return flags.settings().stream().filter(s -> s.bestError().isPresent()).toList();
  }

  /** Success rates tell settings apart only where most have one: a search ends few of its runs. */
  private boolean tellsRates() {
    return flags.settings().stream().anyMatch(s -> s.solved() > 0)
        && 2 * ended().size() > flags.settings().size();
  }

  /** Success rates of the best settings, with their intervals. */
  Optional<Chart> successRates(int most) {
    List<Replicates> shown = ended().stream().limit(most).toList();
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    List<String> names =
        IntStream.range(0, shown.size())
            .mapToObj(i -> (i + 1) + ". " + flags.words(shown.get(i)))
            .toList();
    return Optional.of(
        new IntervalChart(
            "Success rate by setting, with Wilson's 95 % interval",
            Axis.categories("setting", names),
            RATE,
            List.of(estimates("", IntStream.range(0, shown.size()).asDoubleStream(), shown))));
  }

  /** Success rates as percentages at some places. */
  static IntervalChart.Estimates estimates(String name, DoubleStream at, List<Replicates> groups) {
    List<ConfidenceInterval> intervals = groups.stream().map(Replicates::interval).toList();
    return new IntervalChart.Estimates(
        name,
        at.toArray(),
        groups.stream().mapToDouble(g -> 100 * g.successRate().orElseThrow()).toArray(),
        // Rounding takes the bounds of 0 of n and of n of n a little out of their range.
        intervals.stream().mapToDouble(i -> Math.max(0, 100 * i.getLowerBound())).toArray(),
        intervals.stream().mapToDouble(i -> Math.min(100, 100 * i.getUpperBound())).toArray(),
        groups.stream().map(g -> g.solved() + " of " + g.ended()).toList());
  }

  /** A heat map for every two flags: of the success rate, or of the lowest error. */
  Optional<Block> pairs() {
    List<String> options = new ArrayList<>();
    List<Chart> charts = new ArrayList<>();
    for (int i = 0; i < flags.names().size(); i++) {
      for (int j = i + 1; j < flags.names().size(); j++) {
        pair(flags.names().get(i), flags.names().get(j))
            .ifPresent(
                map -> {
                  options.add(map.x().label() + " and " + map.y().label());
                  charts.add(map);
                });
      }
    }
    return charts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Block.Choice("Flags of the heat map", options, charts));
  }

  private Optional<HeatMap> pair(String right, String up) {
    VaryingFlags.Places x = flags.places(right);
    VaryingFlags.Places y = flags.places(up);
    int columns = x.axis().categories().size();
    int rows = y.axis().categories().size();
    boolean solved = tellsRates();
    double[][] sum = new double[rows][columns];
    double[][] count = new double[rows][columns];
    for (Replicates setting : solved ? ended() : validated()) {
      int row = (int) y.of().applyAsDouble(VaryingFlags.value(setting, up));
      int column = (int) x.of().applyAsDouble(VaryingFlags.value(setting, right));
      if (solved) {
        sum[row][column] += setting.solved();
        count[row][column] += setting.ended();
      } else if (setting.bestError().isPresent()) {
        double error = setting.bestError().getAsDouble();
        boolean first = count[row][column] == 0;
        sum[row][column] = first ? error : Math.min(sum[row][column], error);
        count[row][column] = 1;
      }
    }
    float[][] values = new float[rows][columns];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double value = sum[row][column] / count[row][column];
        values[row][column] = (float) (solved ? 100 * value : value);
      }
    }
    HeatMap map =
        new HeatMap(
            (solved ? "Success rate" : "Lowest valid error") + " by " + right + " and " + up,
            x.axis(),
            y.axis(),
            solved ? RATE : Axis.linear("lowest valid error", "%"),
            IntStream.range(0, columns).asDoubleStream().toArray(),
            IntStream.range(0, rows).asDoubleStream().toArray(),
            values);
    return Optional.of(map).filter(m -> m.extent().isPresent());
  }

  /** All varying flags and the results of every setting with an error. */
  Optional<Chart> parallel() {
    boolean solved = tellsRates();
    List<Replicates> shown =
        validated().stream().filter(setting -> !solved || setting.ended() > 0).toList();
    if (shown.isEmpty() || flags.names().isEmpty()) {
      return Optional.empty();
    }
    List<VaryingFlags.Places> places = flags.names().stream().map(flags::line).toList();
    List<Axis> axes = new ArrayList<>(places.stream().map(VaryingFlags.Places::axis).toList());
    double[] errors = shown.stream().mapToDouble(s -> s.bestError().orElseThrow()).toArray();
    axes.add(Axis.linear("lowest valid error", "%").within(Range.of(Arrays.stream(errors))));
    if (solved) {
      axes.add(RATE);
    }
    if (Range.of(Arrays.stream(errors)).isEmpty()) {
      return Optional.empty();
    }
    List<double[]> rows = new ArrayList<>();
    for (Replicates setting : shown) {
      double[] row = new double[axes.size()];
      for (int i = 0; i < places.size(); i++) {
        row[i] =
            places.get(i).of().applyAsDouble(VaryingFlags.value(setting, flags.names().get(i)));
      }
      row[places.size()] = setting.bestError().orElseThrow();
      if (solved) {
        row[places.size() + 1] = 100 * setting.successRate().orElseThrow();
      }
      rows.add(row);
    }
    return Optional.of(
        new ParallelCoordinates(
            "Flags that vary and their results, one line for each setting",
            axes,
            rows,
            axes.size() - 1));
  }

  /** The lowest error of every setting against each flag that is a number of a range. */
  List<Chart> scatters() {
    List<Replicates> shown = validated();
    List<Chart> charts = new ArrayList<>();
    for (String flag : flags.names()) {
      if (flags.continuous(flag)) {
        VaryingFlags.Places places = flags.line(flag);
        charts.add(
            new ScatterChart(
                "Lowest valid error against " + flag,
                places.axis(),
                Axis.linear("lowest valid error", "%"),
                Stream.of(
                        marks("solved", shown, places, flag, true),
                        marks("not solved", shown, places, flag, false))
                    .filter(marks -> marks.x().length > 0)
                    .toList()));
      }
    }
    return charts;
  }

  private ScatterChart.Marks marks(
      String name, List<Replicates> of, VaryingFlags.Places places, String flag, boolean solved) {
    List<Replicates> those = of.stream().filter(s -> s.solved() > 0 == solved).toList();
    return new ScatterChart.Marks(
        name,
        those.stream()
            .mapToDouble(s -> places.of().applyAsDouble(VaryingFlags.value(s, flag)))
            .toArray(),
        those.stream().mapToDouble(s -> s.bestError().orElseThrow()).toArray(),
        those.stream().map(setting -> flags.words(setting)).toList(),
        solved ? ScatterChart.Style.FILLED : ScatterChart.Style.OPEN);
  }

  /** How many of the ended runs of the best settings were solved within how many iterations. */
  Optional<Chart> iterationsToSuccess() {
    List<Points> curves = new ArrayList<>();
    for (Replicates setting : ended().stream().limit(MOST_CURVES).toList()) {
      List<Integer> iterations = setting.iterationsToSuccess();
      if (!iterations.isEmpty()) {
        int n = iterations.size();
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < n; i++) {
          x[2 * i] = iterations.get(i);
          x[2 * i + 1] = iterations.get(i);
          y[2 * i] = 100.0 * i / setting.ended();
          y[2 * i + 1] = 100.0 * (i + 1) / setting.ended();
        }
        curves.add(new Points(flags.words(setting), x, y));
      }
    }
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LineChart(
                "Iterations to success, of the best settings",
                Axis.linear("iterations"),
                RATE,
                curves));
  }
}
