package org.throughtime.sweep.submission;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.throughtime.model.diagnostics.Histogram;
import org.throughtime.model.number.ReadableNumber;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;

/**
 * The distance of single units from saturation, beside the means over units: a mean does not show
 * whether half of the units are saturated or all of them are halfway. There are B * H units for
 * each mean, so the plot shows shares, as outlines of histograms over the same bins.
 */
final class SaturationPlot {
  /** The label of the mark stands above the data. */
  private static final double HEADROOM = 1.12;

  private SaturationPlot() {}

  /**
   * A histogram of one kind of distances.
   *
   * @param column of the kind, in data
   * @param name of the kind, in words
   * @param values finite ones
   */
  private record Sample(String column, String name, double[] values) {}

  static Optional<Plot> of(PlottedRun run) {
    List<Sample> samples = samples(run);
    Optional<Range> all =
        Range.of(samples.stream().flatMapToDouble(sample -> Arrays.stream(sample.values())));
    return all.map(range -> plot(run, samples, new Range(Math.min(0, range.low()), ends(range))));
  }

  private static List<Sample> samples(PlottedRun run) {
    List<Sample> samples = new ArrayList<>();
    run.units()
        .map(
            units ->
                new Sample(
                    "units",
                    "single units, after "
                        + ReadableNumber.count(units.iterations())
                        + " iterations",
                    finite(units.distances())))
        .filter(sample -> sample.values().length > 0)
        .ifPresent(samples::add);
    run.last()
        .map(
            last ->
                new Sample(
                    "means",
                    "means over units, at iteration " + ReadableNumber.count(last.iter()),
                    finite(last.get(CheckpointMetrics.SAT_TIME).orElse(new float[0]))))
        .filter(sample -> sample.values().length > 0)
        .ifPresent(samples::add);
    return samples;
  }

  private static double[] finite(float[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> values[i])
        .filter(Double::isFinite)
        .toArray();
  }

  /** 1, the largest distance of a tanh unit; of a unit without bounds the largest that there is. */
  private static double ends(Range range) {
    return Math.max(1, range.high());
  }

  private static Plot plot(PlottedRun run, List<Sample> samples, Range shown) {
    List<Points> outlines = new ArrayList<>();
    CsvTable data = new CsvTable("sample", "bin_low", "bin_high", "values");
    for (Sample sample : samples) {
      Histogram counted =
          Histogram.within(
              sample.values(), run.spec().diagnostics().diagBins(), shown.low(), shown.high());
      outlines.add(outline(sample, counted).as(run.detail().look().beside(outlines.size())));
      for (int i = 0; i < counted.counts().length; i++) {
        data.add(sample.column(), counted.edges()[i], counted.edges()[i + 1], counted.counts()[i]);
      }
    }
    double threshold = run.spec().diagnostics().satThresh();
    Axis x =
        Axis.linear("distance of h_t from saturation")
            .within(Optional.of(shown))
            .withMark(threshold, "saturated below " + ReadableNumber.significant(threshold));
    return new Plot(
        new LineChart(
            run.title("distance from saturation, units and means"),
            x,
            Axis.linear("share", "% of its values").within(0, HEADROOM * highest(outlines)),
            outlines),
        data);
  }

  private static double highest(List<Points> outlines) {
    return outlines.stream().mapToDouble(line -> line.range().orElseThrow().high()).max().orElse(1);
  }

  /** Up, over and down again, bin by bin. */
  private static Points outline(Sample sample, Histogram counted) {
    double[] edges = counted.edges();
    int bins = counted.counts().length;
    DoubleStream x =
        IntStream.rangeClosed(0, bins)
            .boxed()
            .flatMapToDouble(i -> DoubleStream.of(edges[i], edges[i]));
    double[] y = new double[2 * bins + 2];
    for (int i = 0; i < bins; i++) {
      double share = 100.0 * counted.counts()[i] / sample.values().length;
      y[2 * i + 1] = share;
      y[2 * i + 2] = share;
    }
    return new Points(sample.name(), x.toArray(), y);
  }
}
