package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;

/**
 * The charts of a network as a dynamical system over training, beside the validation error. All of
 * them have the same axis of iterations. To add a chart, add a constant.
 */
enum MeasuredChart {
  ERROR {
    @Override
    Optional<Chart> of(RunDetail run) {
      return RunChart.VALID_ERROR
          .of(run)
          .map(LineChart.class::cast)
          .map(c -> new LineChart(c.title(), iterations(List.of(run)), c.y(), c.lines()));
    }
  },
  EXPONENTS {
    @Override
    Optional<Chart> of(RunDetail run) {
      return lines(
          run,
          "Lyapunov exponents",
          exponent(List.of(run)),
          List.of(
              networks(run, "largest", DynamicsMetrics.LYAPUNOV_1),
              networks(run, "second", DynamicsMetrics.LYAPUNOV_2)));
    }
  },
  RETENTION {
    @Override
    Optional<Chart> of(RunDetail run) {
      return lines(
          run, "answers kept after further distractors", Retained.SHARE, Retained.of(run).lines());
    }
  },
  RETENTION_MAP {
    @Override
    Optional<Chart> of(RunDetail run) {
      return Retained.of(run)
          .map(run.name() + ": answers kept, by further distractors and iteration", last(run))
          .map(Chart.class::cast);
    }
  },
  BOUND {
    @Override
    Optional<Chart> of(RunDetail run) {
      return lines(
          run,
          "spectral radius of W_hh, and the bound on gradients",
          with(1, Axis.linear("radius or bound"), List.of(run), RADII),
          List.of(
              networks(run, DynamicsMetrics.RHO.name(), DynamicsMetrics.RHO),
              networks(
                  run, DynamicsMetrics.GRADIENT_BOUND.name(), DynamicsMetrics.GRADIENT_BOUND)));
    }
  };

  private static final List<Metric<?, Double>> EXPONENTS_SHOWN =
      List.of(DynamicsMetrics.LYAPUNOV_1, DynamicsMetrics.LYAPUNOV_2);
  private static final List<Metric<?, Double>> RADII =
      List.of(DynamicsMetrics.RHO, DynamicsMetrics.GRADIENT_BOUND);

  /** The chart; empty where the run has not what it shows. */
  abstract Optional<Chart> of(RunDetail run);

  /** The last iteration that any of the charts shows. */
  static int last(RunDetail run) {
    return Stream.concat(
            run.checkpoints().stream().map(checkpoint -> checkpoint.iter()),
            run.measured().networks().stream().map(row -> row.value(DynamicsMetrics.ITER)))
        .mapToInt(Integer::intValue)
        .max()
        .orElse(1);
  }

  /** The axis of iterations of all charts of some runs. */
  static Axis iterations(List<RunDetail> runs) {
    int last = runs.stream().mapToInt(MeasuredChart::last).max().orElse(1);
    return Axis.linear("iteration").within(Optional.of(new Range(0, Math.max(1, last)).rounded()));
  }

  /** The axis of the exponents of some runs, with 0 in sight. */
  static Axis exponent(List<RunDetail> runs) {
    return with(0, Axis.linear("exponent", "nats a step"), runs, EXPONENTS_SHOWN);
  }

  /** An axis that shows metrics of some runs and a value that tells them apart. */
  private static Axis with(
      double value, Axis axis, List<RunDetail> runs, List<Metric<?, Double>> metrics) {
    return Range.of(
            runs.stream()
                .flatMap(run -> run.measured().networks().stream())
                .flatMap(row -> metrics.stream().flatMap(metric -> row.get(metric).stream()))
                .mapToDouble(Double::doubleValue))
        .map(range -> range.and(new Range(value, value)).rounded())
        .map(range -> axis.within(Optional.of(range)))
        .orElse(axis)
        .withMark(value, ReadableNumber.significant(value));
  }

  /** A metric of every measured checkpoint. */
  static Points networks(RunDetail run, String name, Metric<?, Double> metric) {
    List<MetricValues> rows = run.measured().networks();
    return new Points(
        name,
        rows.stream().mapToDouble(row -> row.value(DynamicsMetrics.ITER)).toArray(),
        rows.stream().mapToDouble(row -> row.get(metric).orElse(Double.NaN)).toArray());
  }

  private static Optional<Chart> lines(RunDetail run, String title, Axis y, List<Points> all) {
    List<Points> lines = new ArrayList<>();
    for (Points line : all) {
      if (line.range().isPresent()) {
        lines.add(line.as(run.look().beside(lines.size())));
      }
    }
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(new LineChart(run.name() + ": " + title, iterations(List.of(run)), y, lines));
  }
}
