package org.throughtime.sweep.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.JacobianMetrics;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;

/**
 * The charts of a network as a dynamical system at one checkpoint. Their axes span all checkpoints
 * of the run, so that a reader who steps through them sees what changes. To add a chart, add a
 * constant.
 */
enum CheckpointChart {
  STATES("states in two principal components") {
    @Override
    Optional<Chart> of(RunDetail run, int iter) {
      return StatePlane.of(run, iter).map(plane -> plane.chart(titleOf(run, iter)));
    }
  },
  EIGENVALUES("eigenvalues of W_hh and of Jacobians") {
    @Override
    Optional<Chart> of(RunDetail run, int iter) {
      return Spectra.of(run, iter).map(spectra -> spectra.chart(titleOf(run, iter)));
    }
  },
  SINGULAR_VALUES("singular values of ds_T / ds_t") {
    @Override
    Optional<Chart> of(RunDetail run, int iter) {
      List<MetricValues> rows = at(run.measured().jacobians(), JacobianMetrics.ITER, iter);
      List<Points> lines =
          Stream.of(JacobianMetrics.LARGEST, JacobianMetrics.MEDIAN, JacobianMetrics.LEAST)
              .map(value -> line(rows, value))
              .filter(line -> line.range().isPresent())
              .toList();
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new LineChart(
                  titleOf(run, iter),
                  Axis.linear("T - t", "steps"),
                  Axis.linear("log10 singular value").within(shown(run)).withMark(0, "1"),
                  looks(run, lines)));
    }

    private Points line(List<MetricValues> rows, Metric<?, Double> value) {
      return new Points(
          value.name(),
          rows.stream().mapToDouble(row -> row.value(JacobianMetrics.DISTANCE)).toArray(),
          rows.stream().mapToDouble(row -> row.value(value)).toArray());
    }

    private List<Points> looks(RunDetail run, List<Points> lines) {
      return lines.stream().map(line -> line.as(run.look().beside(lines.indexOf(line)))).toList();
    }

    private Optional<Range> shown(RunDetail run) {
      return Range.of(
              Stream.of(JacobianMetrics.LARGEST, JacobianMetrics.MEDIAN, JacobianMetrics.LEAST)
                  .flatMapToDouble(
                      value -> run.measured().jacobians().stream().mapToDouble(r -> r.value(value)))
                  .filter(Double::isFinite)
                  .map(value -> Math.max(LEAST_SHOWN, value)))
          .map(range -> range.and(new Range(0, 0)).rounded());
    }
  };

  /** Below it, a gradient has vanished by any measure, and larger values need the room. */
  private static final double LEAST_SHOWN = -40;

  private final String title;

  CheckpointChart(String title) {
    this.title = title;
  }

  /** The chart; empty where the checkpoint has not what it shows. */
  abstract Optional<Chart> of(RunDetail run, int iter);

  /** The checkpoints that have such charts, ascending. */
  static List<Integer> checkpoints(RunDetail run) {
    return Stream.of(run.measured().jacobians(), run.measured().trajectories())
        .flatMap(List::stream)
        .map(row -> row.value(JacobianMetrics.ITER))
        .distinct()
        .sorted()
        .toList();
  }

  /** The rows of a checkpoint; tables of measured checkpoints name it alike. */
  static List<MetricValues> at(List<MetricValues> rows, Metric<?, Integer> column, int iter) {
    return rows.stream().filter(row -> row.value(column) == iter).toList();
  }

  String titleOf(RunDetail run, int iter) {
    return run.name() + ": " + title + ", iteration " + ReadableNumber.count(iter);
  }

  /** The row of {@code dynamics} of a checkpoint. */
  static Optional<MetricValues> network(RunDetail run, int iter) {
    return at(run.measured().networks(), DynamicsMetrics.ITER, iter).stream().findFirst();
  }
}
