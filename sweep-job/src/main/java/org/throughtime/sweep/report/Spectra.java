package org.throughtime.sweep.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.throughtime.model.dynamics.DynamicsMetrics;
import org.throughtime.model.dynamics.FixedPointMetrics;
import org.throughtime.model.metric.Metric;
import org.throughtime.model.metric.MetricValues;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.chart.ScatterChart.Marks;
import org.throughtime.sweep.chart.ScatterChart.Style;

/**
 * Eigenvalues in the complex plane: those of the recurrent matrix, and of the Jacobians at the
 * fixed points under the mean input, with the unit circle.
 *
 * @param run whose they are
 * @param network row of {@code dynamics} of the checkpoint
 * @param points rows of {@code fixed_points} under the mean input
 */
record Spectra(RunDetail run, MetricValues network, List<MetricValues> points) {
  /** Most points whose spectra are shown: those where most starts settle. */
  private static final int MOST_POINTS = 6;

  private static final double MARGIN = 1.1;
  private static final int CIRCLE = 128;
  private static final Look NEUTRAL = Look.NEUTRAL;

  /** Those of a checkpoint; empty where it was not measured. */
  static Optional<Spectra> of(RunDetail run, int iter) {
    return CheckpointChart.network(run, iter)
        .map(
            network ->
                new Spectra(
                    run,
                    network,
                    StatePlane.points(run, iter)
                        .filter(StatePlane::isFixed)
                        .limit(MOST_POINTS)
                        .toList()));
  }

  ScatterChart chart(String title) {
    List<Marks> series = new ArrayList<>();
    series.add(unitCircle());
    // a ring around a dot shows that both are there
    add(series, "Jacobian (stable)", true, Style.OPEN);
    add(series, "Jacobian (saddle)", false, Style.DIAMOND);
    network
        .get(DynamicsMetrics.EIGENVALUES_REAL)
        .ifPresent(
            real ->
                series.add(
                    new Marks(
                        "W_hh",
                        doubles(real).toArray(),
                        imaginary(network, DynamicsMetrics.EIGENVALUES_IMAGINARY),
                        List.of(),
                        Style.FILLED,
                        Optional.of(run.look()))));
    return new ScatterChart(
        title,
        Axis.linear("real part").within(extent(Part.REAL)),
        Axis.linear("imaginary part").within(extent(Part.IMAGINARY)),
        series,
        true);
  }

  private static Marks unitCircle() {
    return new Marks(
        "unit circle",
        IntStream.rangeClosed(0, CIRCLE).mapToDouble(i -> Math.cos(angle(i))).toArray(),
        IntStream.rangeClosed(0, CIRCLE).mapToDouble(i -> Math.sin(angle(i))).toArray(),
        List.of(),
        Style.LINE,
        Optional.of(NEUTRAL));
  }

  private static double angle(int i) {
    return 2 * Math.PI * i / CIRCLE;
  }

  private void add(List<Marks> to, String name, boolean stable, Style style) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (MetricValues point : points) {
      float[] real = point.get(FixedPointMetrics.EIGENVALUES_REAL).orElse(new float[0]);
      if (StatePlane.isStable(point) == stable) {
        doubles(real).forEach(x::add);
        Arrays.stream(imaginary(point, FixedPointMetrics.EIGENVALUES_IMAGINARY)).forEach(y::add);
        notes.addAll(Collections.nCopies(real.length, StatePlane.words(run, point)));
      }
    }
    if (!x.isEmpty()) {
      to.add(new Marks(name, array(x), array(y), notes, style, Optional.of(NEUTRAL)));
    }
  }

  /** A part of a complex number, with the columns that hold it. */
  private enum Part {
    REAL(DynamicsMetrics.EIGENVALUES_REAL, FixedPointMetrics.EIGENVALUES_REAL),
    IMAGINARY(DynamicsMetrics.EIGENVALUES_IMAGINARY, FixedPointMetrics.EIGENVALUES_IMAGINARY);

    private final Metric<?, float[]> ofNetwork;
    private final Metric<?, float[]> ofPoint;

    Part(Metric<?, float[]> ofNetwork, Metric<?, float[]> ofPoint) {
      this.ofNetwork = ofNetwork;
      this.ofPoint = ofPoint;
    }
  }

  /** Over all checkpoints, with the unit circle. */
  private Optional<Range> extent(Part part) {
    DoubleStream all =
        DoubleStream.concat(
            elements(run.measured().networks().stream(), part.ofNetwork),
            elements(
                run.measured().points().stream()
                    .filter(StatePlane::isUnderMean)
                    .filter(StatePlane::isFixed),
                part.ofPoint));
    return Range.of(DoubleStream.concat(DoubleStream.of(-1, 1), all))
        .map(range -> new Range(MARGIN * range.low(), MARGIN * range.high()));
  }

  private static DoubleStream elements(Stream<MetricValues> rows, Metric<?, float[]> profile) {
    return rows.flatMap(row -> row.get(profile).stream()).flatMapToDouble(Spectra::doubles);
  }

  private static double[] imaginary(MetricValues row, Metric<?, float[]> profile) {
    return doubles(row.get(profile).orElse(new float[0])).toArray();
  }

  private static DoubleStream doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
