package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.dynamics.TrajectoryMetrics;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.task.Head;
import org.throughtime.model.task.Tasks;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.chart.ScatterChart.Marks;
import org.throughtime.sweep.chart.ScatterChart.Style;

/**
 * Trajectories of a network in the first two principal components of its states, with the points
 * where it rests under the mean input. A class has one color, be it what a sequence asks for or
 * what the network answers at a point.
 *
 * @param run whose they are
 * @param network row of {@code dynamics} of the checkpoint
 * @param sequences rows of {@code trajectories}, by number of the sequence
 * @param points rows of {@code fixed_points} under the mean input
 */
record StatePlane(
    RunDetail run,
    MetricValues network,
    Map<Integer, List<MetricValues>> sequences,
    List<MetricValues> points) {
  private static final int MOST_SEQUENCES = 6;

  /** Most states of all sequences, about: a page has many such charts. */
  private static final int MOST_STATES = 1200;

  private static final String MEAN = "mean";

  /** That of a checkpoint; empty where it was not measured. */
  static Optional<StatePlane> of(RunDetail run, int iter) {
    Map<Integer, List<MetricValues>> sequences =
        CheckpointChart.at(run.measured().trajectories(), TrajectoryMetrics.ITER, iter).stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.value(TrajectoryMetrics.SEQUENCE),
                    TreeMap::new,
                    Collectors.toList()));
    return CheckpointChart.network(run, iter)
        .filter(network -> !sequences.isEmpty())
        .map(network -> new StatePlane(run, network, sequences, points(run, iter).toList()));
  }

  /** The points of a checkpoint under the mean input, those where most starts settle first. */
  static Stream<MetricValues> points(RunDetail run, int iter) {
    return CheckpointChart.at(run.measured().points(), FixedPointMetrics.ITER, iter).stream()
        .filter(StatePlane::isUnderMean)
        .sorted(Comparator.comparing(row -> -row.value(FixedPointMetrics.BASIN)));
  }

  static boolean isUnderMean(MetricValues point) {
    return point.value(FixedPointMetrics.INPUT).equals(MEAN);
  }

  static boolean isFixed(MetricValues point) {
    return point.value(FixedPointMetrics.KIND).equals("fixed");
  }

  static boolean isStable(MetricValues point) {
    return point.get(FixedPointMetrics.N_UNSTABLE).filter(n -> n == 0).isPresent();
  }

  /** Whether the network answers with a class. */
  private static boolean classifies(RunDetail run) {
    return Tasks.create(run.state().spec().task()).head() != Head.LAST_LINEAR;
  }

  /** A point in words, for a reader who asks for it. */
  static String words(RunDetail run, MetricValues point) {
    String answer = ReadableNumber.significant(point.value(FixedPointMetrics.ANSWER));
    return "answers "
        + answer
        + point
            .get(FixedPointMetrics.PROBABILITY)
            .filter(p -> classifies(run))
            .map(p -> " with probability " + ReadableNumber.significant(p))
            .orElse("")
        + ", "
        + point.value(FixedPointMetrics.BASIN)
        + " starts settle there, spectral radius "
        + point
            .get(FixedPointMetrics.SPECTRAL_RADIUS)
            .map(ReadableNumber::significant)
            .orElse("unknown");
  }

  ScatterChart chart(String title) {
    List<Marks> series = new ArrayList<>(lines());
    Map<String, List<MetricValues>> byKind =
        points.stream()
            .collect(Collectors.groupingBy(this::kind, TreeMap::new, Collectors.toList()));
    byKind.forEach((name, rows) -> series.add(marks(name, rows)));
    return new ScatterChart(
        title,
        axis("first", DynamicsMetrics.PC1_SHARE)
            .within(extent(TrajectoryMetrics.PC1, FixedPointMetrics.PC1)),
        axis("second", DynamicsMetrics.PC2_SHARE)
            .within(extent(TrajectoryMetrics.PC2, FixedPointMetrics.PC2)),
        series);
  }

  private Axis axis(String which, Metric<?, Double> share) {
    String percent = network.get(share).map(of -> Math.round(100 * of) + " %").orElse("");
    return Axis.linear(which + " component", percent);
  }

  /** Over all checkpoints. */
  private Optional<Range> extent(Metric<?, Double> ofState, Metric<?, Double> ofPoint) {
    return Range.of(
            DoubleStream.concat(
                run.measured().trajectories().stream().mapToDouble(row -> row.value(ofState)),
                run.measured().points().stream()
                    .filter(StatePlane::isUnderMean)
                    .mapToDouble(row -> row.value(ofPoint))))
        .map(Range::rounded);
  }

  private String kind(MetricValues point) {
    String kind = isFixed(point) ? isStable(point) ? "stable" : "saddle" : "slow";
    return classifies(run)
        ? "answers "
            + ReadableNumber.significant(point.value(FixedPointMetrics.ANSWER))
            + " ("
            + kind
            + ")"
        : kind + " point";
  }

  private Marks marks(String name, List<MetricValues> rows) {
    MetricValues first = rows.get(0);
    return new Marks(
        name,
        rows.stream().mapToDouble(row -> row.value(FixedPointMetrics.PC1)).toArray(),
        rows.stream().mapToDouble(row -> row.value(FixedPointMetrics.PC2)).toArray(),
        rows.stream().map(row -> words(run, row)).toList(),
        isFixed(first) ? isStable(first) ? Style.FILLED : Style.OPEN : Style.DIAMOND,
        Optional.of(look(Optional.of(first.value(FixedPointMetrics.ANSWER)))));
  }

  private Look look(Optional<Double> ofClass) {
    return classifies(run)
        ? ofClass.map(c -> Look.of((int) Math.round(c))).orElse(run.look())
        : run.look();
  }

  /** One series for each class that a sequence asks for: first one sequence of each, then more. */
  private List<Marks> lines() {
    Map<Double, List<List<MetricValues>>> byTarget = new TreeMap<>();
    for (List<MetricValues> states : sequences.values()) {
      byTarget
          .computeIfAbsent(classifies(run) ? target(states) : -1, c -> new ArrayList<>())
          .add(states);
    }
    int each = Math.max(1, MOST_SEQUENCES / byTarget.size());
    int most = Math.max(2, MOST_STATES / (each * byTarget.size()));
    List<Marks> lines = new ArrayList<>();
    byTarget.forEach(
        (target, those) ->
            lines.add(
                line(
                    target < 0 ? "sequences" : "asks for " + ReadableNumber.significant(target),
                    those.subList(0, Math.min(each, those.size())),
                    most,
                    look(Optional.of(target).filter(c -> c >= 0)))));
    return lines;
  }

  /** What a sequence asks for at its end; -1 where that is unknown. */
  private static double target(List<MetricValues> states) {
    return states.get(states.size() - 1).get(TrajectoryMetrics.TARGET).orElse(-1.0);
  }

  private static Marks line(String name, List<List<MetricValues>> of, int most, Look look) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (List<MetricValues> states : of) {
      int every = (states.size() + most - 1) / most;
      for (int t = (states.size() - 1) % every; t < states.size(); t += every) {
        x.add(states.get(t).value(TrajectoryMetrics.PC1));
        y.add(states.get(t).value(TrajectoryMetrics.PC2));
      }
      x.add(Double.NaN);
      y.add(Double.NaN);
    }
    return new Marks(
        name,
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray(),
        List.of(),
        Style.LINE,
        Optional.of(look));
  }
}
