package org.throughtime.sweep.report;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.throughtime.model.dynamics.RetentionMetrics;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.Points;

/**
 * How long a network keeps its answers, over all classes.
 *
 * @param shares percent of the sequences that are still answered correctly, by number of further
 *     distractors and by iteration
 */
record Retained(NavigableMap<Integer, NavigableMap<Integer, Double>> shares) {
  /** What the numbers are. */
  static final Axis SHARE = Axis.linear("correct", "%").within(0, 100);

  private static final int MOST_COLUMNS = 100;

  /** That of a run, of every measured checkpoint. */
  static Retained of(RunDetail run) {
    NavigableMap<Integer, NavigableMap<Integer, Double>> shares = new TreeMap<>();
    for (MetricValues row : run.measured().retention()) {
      if (row.get(RetentionMetrics.CLASS).isEmpty()) {
        shares
            .computeIfAbsent(row.value(RetentionMetrics.STEPS), steps -> new TreeMap<>())
            .put(row.value(RetentionMetrics.ITER), 100 * row.value(RetentionMetrics.SHARE));
      }
    }
    return new Retained(shares);
  }

  /** One line for each number of distractors, over iterations. */
  List<Points> lines() {
    return shares.keySet().stream().map(steps -> line(ReadableNumber.count(steps), steps)).toList();
  }

  /** The line of a number of distractors; without points where that was not measured. */
  Points line(String name, int steps) {
    NavigableMap<Integer, Double> of = shares.getOrDefault(steps, new TreeMap<>());
    return new Points(
        name,
        of.keySet().stream().mapToDouble(Integer::doubleValue).toArray(),
        of.values().stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The share at a checkpoint; empty where that was not measured. */
  Optional<Double> share(int steps, int iter) {
    return Optional.ofNullable(shares.get(steps)).map(each -> each.get(iter));
  }

  /**
   * The shares over iterations. Its columns stand at equal steps, from 0 on, so that the last
   * measured checkpoint has one. A column without a measured checkpoint is empty.
   *
   * @param last iteration to show
   * @return empty where fewer than two checkpoints were measured
   */
  Optional<HeatMap> map(String title, int last) {
    NavigableSet<Integer> measured = new TreeSet<>();
    shares.values().forEach(each -> measured.addAll(each.keySet()));
    if (measured.size() < 2) {
      return Optional.empty();
    }
    double step = step(measured, last);
    int anchor = measured.last();
    int before = (int) Math.rint(anchor / step);
    int columns = before + 1 + (int) ((last - anchor) / step);
    List<Integer> rows = List.copyOf(shares.keySet());
    float[][] values = new float[rows.size()][columns];
    for (int row = 0; row < rows.size(); row++) {
      Arrays.fill(values[row], Float.NaN);
      float[] cells = values[row];
      shares
          .get(rows.get(row))
          .forEach(
              (iter, share) ->
                  cells[before + (int) Math.rint((iter - anchor) / step)] = share.floatValue());
    }
    return Optional.of(
        new HeatMap(
            title,
            Axis.linear("iteration"),
            Axis.categories(
                "further distractors", rows.stream().map(steps -> steps.toString()).toList()),
            SHARE,
            IntStream.range(0, columns)
                .mapToDouble(i -> Math.max(0, Math.rint(anchor + (i - before) * step)))
                .toArray(),
            IntStream.range(0, rows.size()).asDoubleStream().toArray(),
            values));
  }

  /** The median distance between checkpoints, unless that makes too many columns. */
  private static double step(NavigableSet<Integer> measured, int last) {
    int[] all = measured.stream().mapToInt(Integer::intValue).toArray();
    int[] gaps = IntStream.range(1, all.length).map(i -> all[i] - all[i - 1]).sorted().toArray();
    return Math.max(gaps[gaps.length / 2], (double) last / (MOST_COLUMNS - 1));
  }
}
