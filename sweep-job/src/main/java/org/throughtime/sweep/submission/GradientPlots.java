package org.throughtime.sweep.submission;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.throughtime.model.diagnostics.Histogram;
import org.throughtime.model.diagnostics.LogGradient;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;

/** The gradient through time at the last checkpoint, with marks that show where it has vanished. */
final class GradientPlots {
  /** log10 of a gradient that has vanished. */
  private static final double VANISHED = -8;

  /** log10 of a gradient of which nothing is left: that of what is added to it. */
  private static final double GONE = -12;

  /** Beyond the values, so that none stands on an axis. */
  private static final double MARGIN = .5;

  /** Labels of marks stand above the data. */
  private static final double HEADROOM = 1.12;

  private GradientPlots() {}

  static Optional<Plot> histogram(PlottedRun run) {
    return run.last()
        .filter(last -> finite(logs(last)).length > 0)
        .map(last -> histogram(run, last, finite(logs(last))));
  }

  private static Plot histogram(PlottedRun run, Checkpoint last, double[] logs) {
    Range shown = shown(logs);
    Histogram counted =
        Histogram.within(logs, run.spec().diagnostics().diagBins(), shown.low(), shown.high());
    long most = Arrays.stream(counted.counts()).max().orElseThrow();
    CsvTable data = new CsvTable("bin_low", "bin_high", "steps");
    for (int i = 0; i < counted.counts().length; i++) {
      data.add(counted.edges()[i], counted.edges()[i + 1], counted.counts()[i]);
    }
    return new Plot(
        new HistogramChart(
            title(run, "histogram of the gradient through time", last),
            axis(shown),
            Axis.linear("number of steps").within(0, HEADROOM * most),
            List.of(
                new HistogramChart.Bins("t = 1..T", counted.edges(), counted.counts())
                    .as(run.detail().look()))),
        data);
  }

  static Optional<Plot> throughTime(PlottedRun run) {
    return run.last()
        .filter(last -> finite(logs(last)).length > 0)
        .map(last -> throughTime(run, last));
  }

  private static Plot throughTime(PlottedRun run, Checkpoint last) {
    float[] norms = last.get(CheckpointMetrics.GRAD_TIME).orElseThrow();
    double[] logs = logs(last);
    CsvTable data = new CsvTable("t", CheckpointMetrics.GRAD_TIME.name(), "log10_grad");
    for (int t = 0; t < norms.length; t++) {
      data.add(t + 1, norms[t], logs[t]);
    }
    Axis y = axis(shown(finite(logs)));
    double[] steps = IntStream.rangeClosed(1, logs.length).asDoubleStream().toArray();
    return new Plot(
        new LineChart(
            title(run, "gradient through time", last),
            Axis.linear("step t"),
            y,
            List.of(new Points(y.label(), steps, logs).as(run.detail().look()))),
        data);
  }

  private static String title(PlottedRun run, String drawn, Checkpoint last) {
    return run.title(drawn + ", iteration " + ReadableNumber.count(last.iter()));
  }

  private static double[] logs(Checkpoint last) {
    float[] norms = last.get(CheckpointMetrics.GRAD_TIME).orElseThrow();
    return IntStream.range(0, norms.length).mapToDouble(t -> LogGradient.log10(norms[t])).toArray();
  }

  private static double[] finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }

  /** Both marks, and all values. */
  private static Range shown(double[] logs) {
    double highest = Arrays.stream(logs).max().orElseThrow();
    return new Range(GONE - MARGIN, Math.ceil(Math.max(highest, VANISHED) + MARGIN));
  }

  private static Axis axis(Range shown) {
    return Axis.linear("log10 g_t, g_t = |dL/dh_t|")
        .within(Optional.of(shown))
        .withMark(VANISHED, "-8")
        .withMark(GONE, "-12");
  }
}
