package org.throughtime.sweep.submission;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.CheckpointSource;
import org.throughtime.model.train.ClipStyle;
import org.throughtime.model.train.IterationMetrics;
import org.throughtime.model.train.OptimizerSpec;
import org.throughtime.sweep.answers.IterationNorms;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.report.RunChart;

/** Curves over training, as the report draws them, with a mark at each bound. */
final class TrainingPlots {
  private static final double UNIT_RADIUS = 1;

  private TrainingPlots() {}

  static Optional<Plot> radius(PlottedRun run) {
    return curves(run, RunChart.RHO)
        .map(
            chart ->
                new Plot(
                    marked(chart, UNIT_RADIUS, "1"), columns(run, List.of(CheckpointMetrics.RHO))));
  }

  static Optional<Plot> error(PlottedRun run) {
    CsvTable data =
        new CsvTable(
            CheckpointMetrics.ITER.name(), CheckpointMetrics.VALID_ERROR.name(), "best_so_far");
    for (Checkpoint c : run.detail().checkpoints()) {
      data.add(c.iter(), c.validError(), c.bestValidErrorAfter());
    }
    return curves(run, RunChart.VALID_ERROR).map(chart -> new Plot(chart, data));
  }

  static Optional<Plot> loss(PlottedRun run) {
    return curves(run, RunChart.LOSS)
        .map(
            chart ->
                new Plot(
                    chart,
                    columns(
                        run, List.of(CheckpointMetrics.TRAIN_NLL, CheckpointMetrics.VALID_NLL))));
  }

  static Optional<Plot> norm(PlottedRun run) {
    IterationNorms norms = run.detail().norms();
    CsvTable data =
        new CsvTable(
            CheckpointMetrics.ITER.name(),
            IterationMetrics.GRADIENT_NORM.name(),
            IterationMetrics.GRADIENT_NORM_POST.name());
    for (int i = 0; i < norms.iter().length; i++) {
      data.add(norms.iter()[i], norms.gradientNorm()[i], norms.gradientNormPost()[i]);
    }
    OptimizerSpec optimizer = run.spec().optimizer();
    boolean clips = optimizer.clipstyle() == ClipStyle.RESCALE && optimizer.cutoff() > 0;
    return curves(run, RunChart.GRADIENT_NORM)
        .map(chart -> clips ? cutoff(chart, optimizer.cutoff()) : chart)
        .map(chart -> new Plot(chart, data));
  }

  private static Optional<LineChart> curves(PlottedRun run, RunChart kind) {
    return kind.of(run.detail()).map(LineChart.class::cast);
  }

  private static CsvTable columns(PlottedRun run, List<Metric<CheckpointSource, Double>> metrics) {
    String[] names =
        Stream.concat(Stream.of(CheckpointMetrics.ITER.name()), metrics.stream().map(Metric::name))
            .toArray(String[]::new);
    CsvTable data = new CsvTable(names);
    for (Checkpoint c : run.detail().checkpoints()) {
      data.add(
          Stream.concat(
                  Stream.of(c.iter()), metrics.stream().map(metric -> c.values().value(metric)))
              .toArray());
    }
    return data;
  }

  /** With a line at a value of y, which is in sight wherever the curves are. */
  private static LineChart marked(LineChart chart, double at, String label) {
    DoubleStream values =
        DoubleStream.concat(
            DoubleStream.of(at),
            chart.lines().stream().flatMapToDouble(line -> Arrays.stream(line.y())));
    double margin = .05;
    Optional<Range> shown =
        Range.of(values).map(r -> new Range(r.low() - margin, r.high() + margin));
    return new LineChart(
        chart.title(), chart.x(), chart.y().within(shown).withMark(at, label), chart.lines());
  }

  private static LineChart cutoff(LineChart chart, double at) {
    return new LineChart(
        chart.title(),
        chart.x(),
        chart.y().withMark(at, "cutoff " + ReadableNumber.significant(at)),
        chart.lines());
  }
}
