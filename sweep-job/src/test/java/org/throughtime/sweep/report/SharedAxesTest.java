package org.throughtime.sweep.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;

class SharedAxesTest {
  private static LineChart chart(Axis y, double[] at, double... values) {
    return new LineChart("c", Axis.linear("iteration"), y, List.of(new Points("p", at, values)));
  }

  private static List<LineChart> shared(LineChart... charts) {
    return SharedAxes.of(List.<Chart>of(charts)).stream().map(LineChart.class::cast).toList();
  }

  @Test
  void runsOfOneCheckpointShareAWidenedAxis() {
    double[] once = {20};
    for (LineChart chart :
        shared(chart(Axis.linear("rho"), once, .8), chart(Axis.linear("rho"), once, .8))) {
      assertEquals(Optional.of(new Range(18, 22)), chart.x().range());
      Range y = chart.y().range().orElseThrow();
      assertTrue(y.low() < .8 && y.high() > .8, y::toString);
    }
    for (LineChart chart :
        shared(chart(Axis.log("norm"), once, 10), chart(Axis.log("norm"), once, 10))) {
      assertEquals(Optional.of(new Range(1, 100)), chart.y().range());
    }
  }

  /** The widened axis of one value is no axis that was asked for. */
  @Test
  void aRunOfOneCheckpointDoesNotCutTheCurvesBesideIt() {
    LineChart one = chart(Axis.linear("rho"), new double[] {20}, .8);
    LineChart many = chart(Axis.linear("rho"), new double[] {20, 40, 60}, .8, 1.4, 2.9);
    for (List<LineChart> charts : List.of(shared(one, many), shared(many, one))) {
      for (LineChart chart : charts) {
        Range y = chart.y().range().orElseThrow();
        assertTrue(y.low() <= .8 && y.high() >= 2.9, y::toString);
        assertEquals(Optional.of(new Range(20, 60)), chart.x().range());
      }
    }
  }

  @Test
  void anAxisThatWasAskedForStays() {
    Axis percent = Axis.linear("valid error", "%").within(0, 100);
    double[] at = {20, 40};
    for (LineChart chart : shared(chart(percent, at, 50, 40), chart(percent, at, 3, 3))) {
      assertEquals(Optional.of(new Range(0, 100)), chart.y().range());
    }
  }

  @Test
  void gapsAloneHaveAnAxis() {
    double[] at = {20, 40};
    for (Axis y : List.of(Axis.linear("rho"), Axis.log("norm"))) {
      for (LineChart chart :
          shared(chart(y, at, Double.NaN, Double.NaN), chart(y, at, Double.NaN, Double.NaN))) {
        Range range = chart.y().range().orElseThrow();
        assertTrue(range.low() < range.high(), range::toString);
      }
    }
  }

  /** A run that ended early has no column where another one goes on. */
  @Test
  void aColumnIsEmptyWhereARunHasNoData() {
    HeatMap early = map(20, 40, 60);
    HeatMap late = map(20, 40, 60, 80, 100);
    HeatMap between = map(20, 80, 100);
    List<Chart> shared = SharedAxes.of(List.<Chart>of(early, late, between));
    assertArrayEquals(new float[] {1, 2, 3, Float.NaN, Float.NaN}, row(shared.get(0)));
    assertArrayEquals(new float[] {1, 2, 3, 4, 5}, row(shared.get(1)));
    assertArrayEquals(new float[] {1, Float.NaN, Float.NaN, 2, 3}, row(shared.get(2)));
  }

  private static float[] row(Chart map) {
    return ((HeatMap) map).values()[0];
  }

  private static HeatMap map(double... at) {
    float[] values = new float[at.length];
    for (int i = 0; i < at.length; i++) {
      values[i] = i + 1;
    }
    return new HeatMap(
        "m",
        Axis.linear("iteration"),
        Axis.linear("t"),
        Axis.linear("log10"),
        at,
        new double[] {1},
        new float[][] {values});
  }

  @Test
  void mapsOfOneValueShareColorsWithAWidth() {
    HeatMap map =
        new HeatMap(
            "m",
            Axis.linear("iteration"),
            Axis.linear("t"),
            Axis.linear("log10"),
            new double[] {20},
            new double[] {1, 2},
            new float[][] {{-3}, {-3}});
    for (Chart chart : SharedAxes.of(List.<Chart>of(map, map))) {
      Range colors = ((HeatMap) chart).colors();
      assertTrue(colors.low() < -3 && colors.high() > -3, colors::toString);
    }
  }
}
