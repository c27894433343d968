package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.throughtime.model.diagnostics.LogGradient;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.sweep.answers.Labels;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;

/** Charts that show several runs as lines on common axes. To add a chart, add a constant. */
enum Overlay {
  GRADIENT("gradient through time") {
    @Override
    Optional<Chart> of(List<RunDetail> runs) {
      return overSteps(runs, RunChart.GRADIENT, CheckpointMetrics.GRAD_TIME, LogGradient::log10);
    }
  },
  SATURATION("distance from saturation through time") {
    @Override
    Optional<Chart> of(List<RunDetail> runs) {
      return overSteps(runs, RunChart.SATURATION, CheckpointMetrics.SAT_TIME, value -> value);
    }
  },
  LOSS("training loss") {
    @Override
    Optional<Chart> of(List<RunDetail> runs) {
      return overTraining(runs, RunChart.lossAxis(runs.get(0)), Checkpoint::trainNll);
    }
  },
  NORM("gradient norm before clipping, as means between checkpoints") {
    @Override
    Optional<Chart> of(List<RunDetail> runs) {
      return overTraining(runs, Axis.log("gradient norm"), Checkpoint::gradientNorm);
    }
  },
  ERROR("validation error") {
    @Override
    Optional<Chart> of(List<RunDetail> runs) {
      return overTraining(
          runs, Axis.linear("valid error", "%").within(0, 100), Checkpoint::validError);
    }
  },
  RHO("spectral radius of W_hh") {
    @Override
    Optional<Chart> of(List<RunDetail> runs) {
      return overTraining(runs, Axis.linear("rho"), Checkpoint::rho);
    }
  };

  private static final int MOST_NAMES = 8;

  private final String title;

  Overlay(String title) {
    this.title = title;
  }

  /**
   * The chart of some runs. Its title names none of them, so that a link to it stays the same when
   * another run begins.
   *
   * @return empty where none of them has what it shows
   */
  abstract Optional<Chart> of(List<RunDetail> runs);

  /**
   * The chart of runs to compare, with their names in its title; empty where fewer than two of them
   * have what it shows.
   */
  Optional<Chart> comparing(List<RunDetail> runs) {
    return of(runs)
        .map(LineChart.class::cast)
        .filter(chart -> chart.lines().size() > 1)
        .map(Overlay::named);
  }

  private static LineChart named(LineChart chart) {
    String names = limited(chart.lines().stream().map(Points::name).toList());
    return new LineChart(names + ": " + chart.title(), chart.x(), chart.y(), chart.lines());
  }

  /** A profile at the last checkpoint that all of them have, of the runs that have any. */
  Optional<Chart> overSteps(
      List<RunDetail> runs,
      Axis axis,
      Metric<CheckpointSource, float[]> which,
      ToDoubleFunction<Float> shown) {
    List<RunDetail> known = runs.stream().filter(run -> !iterations(run, which).isEmpty()).toList();
    OptionalInt common = lastCommon(known, which);
    if (common.isEmpty()) {
      return Optional.empty();
    }
    List<Points> lines = new ArrayList<>();
    Labels labels = labels(runs);
    for (RunDetail run : known) {
      float[] profile = at(run, common.getAsInt()).get(which).orElseThrow();
      lines.add(
          new Points(
              labels.of(run.name()),
              IntStream.rangeClosed(1, profile.length).asDoubleStream().toArray(),
              IntStream.range(0, profile.length)
                  .mapToDouble(t -> shown.applyAsDouble(profile[t]))
                  .toArray(),
              Optional.of(run.look())));
    }
    return chart(
        " at iteration " + ReadableNumber.count(common.getAsInt()),
        Axis.linear("t", "steps"),
        axis,
        lines);
  }

  private static OptionalInt lastCommon(
      List<RunDetail> runs, Metric<CheckpointSource, float[]> which) {
    if (runs.isEmpty()) {
      return OptionalInt.empty();
    }
    Set<Integer> common = new HashSet<>(iterations(runs.get(0), which));
    runs.forEach(run -> common.retainAll(iterations(run, which)));
    return common.stream().mapToInt(Integer::intValue).max();
  }

  /** The checkpoints at which a run has a profile of numbers alone. */
  private static List<Integer> iterations(RunDetail run, Metric<CheckpointSource, float[]> which) {
    return run.checkpoints().stream()
        .filter(checkpoint -> checkpoint.get(which).filter(Overlay::isFinite).isPresent())
        .map(Checkpoint::iter)
        .toList();
  }

  private static boolean isFinite(float[] profile) {
    return IntStream.range(0, profile.length).allMatch(t -> Float.isFinite(profile[t]));
  }

  private static Checkpoint at(RunDetail run, int iter) {
    return run.checkpoints().stream().filter(c -> c.iter() == iter).findFirst().orElseThrow();
  }

  /** A metric of every checkpoint. */
  Optional<Chart> overTraining(
      List<RunDetail> runs, Axis axis, ToDoubleFunction<Checkpoint> metric) {
    Labels labels = labels(runs);
    List<Points> lines =
        runs.stream()
            .map(run -> run.curve(labels.of(run.name()), metric).as(run.look()))
            .filter(line -> line.range().isPresent())
            .toList();
    return chart("", Axis.linear("iteration"), axis, lines);
  }

  private Optional<Chart> chart(String at, Axis x, Axis y, List<Points> lines) {
    return lines.isEmpty() ? Optional.empty() : Optional.of(new LineChart(title + at, x, y, lines));
  }

  private static Labels labels(List<RunDetail> runs) {
    return Labels.of(runs.stream().map(RunDetail::name).toList());
  }

  /** What runs are called beside each other, or how many there are. */
  static String namesOrCount(List<RunDetail> runs) {
    Labels labels = labels(runs);
    return limited(runs.stream().map(run -> labels.of(run.name())).toList());
  }

  private static String limited(List<String> labels) {
    return labels.size() > MOST_NAMES ? labels.size() + " runs" : String.join(", ", labels);
  }

  /** What runs are called beside each other. */
  static String names(List<RunDetail> runs) {
    Labels labels = labels(runs);
    return runs.stream().map(run -> labels.of(run.name())).collect(Collectors.joining(", "));
  }
}
