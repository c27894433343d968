package org.throughtime.sweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.chart.Range;
import org.throughtime.sweep.chart.ScatterChart;
import org.throughtime.sweep.chart.ScatterChart.Marks;
import org.throughtime.sweep.chart.ScatterChart.Style;

class DynamicsSectionTest {
  private static Section section(Report report) {
    return report.sections().stream()
        .filter(s -> s.id().equals("dynamics"))
        .findFirst()
        .orElseThrow();
  }

  private static Section measured() {
    return section(MadeUpSweep.measured(Set.of("A1", "B1"), 100, 200, 400, 500).report());
  }

  private static Section part(String run) {
    return measured().parts().stream().filter(p -> p.title().equals(run)).findFirst().orElseThrow();
  }

  private static <B extends Block> B block(Section section, Class<B> kind) {
    return section.blocks().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static <C extends Chart> C chart(Stream<Chart> charts, String title, Class<C> kind) {
    return charts
        .filter(chart -> chart.title().contains(title))
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }

  private static <C extends Chart> C overTraining(String title, Class<C> kind) {
    return chart(block(part("A1"), Block.Charts.class).charts().stream(), title, kind);
  }

  private static <C extends Chart> C atLast(String run, String title, Class<C> kind) {
    Block.Slider slider = block(part(run), Block.Slider.class);
    return chart(slider.charts().get(slider.charts().size() - 1).stream(), title, kind);
  }

  @Test
  void aSweepThatWasNotMeasuredHasNoSuchSectionButALineThatSaysHowToGetIt() {
    Report report = MadeUpSweep.canonical(30).report();
    assertFalse(report.sections().stream().anyMatch(s -> s.id().equals("dynamics")));
    assertEquals(1, commands(report).count(), "on the page");
    assertEquals(
        0,
        report.documentBlocks().filter(Block.Command.class::isInstance).count(),
        "not in a document");
    assertEquals(
        0, commands(MadeUpSweep.measured(Set.of("A1"), 100).report()).count(), "no more needed");
  }

  private static Stream<String> commands(Report report) {
    return report.sections().stream()
        .flatMap(Section::allBlocks)
        .filter(Block.Command.class::isInstance)
        .map(block -> ((Block.Command) block).command())
        .filter(command -> command.startsWith("./submit.sh dynamics file:/made/up"));
  }

  @Test
  void measuredRunsHaveARowAndAPartEachAndCommonCharts() {
    Section dynamics = measured();
    assertEquals(List.of("A1", "B1"), dynamics.parts().stream().map(Section::title).toList());
    Block.Table table = block(dynamics, Block.Table.class);
    assertEquals(
        List.of(
            "A1", "500", "3", "2", "-0.0400", "-", "-", "1.400", "1.600", "98.04", "83.33", "33.33",
            "9.09"),
        table.rows().get(0).stream().map(Block.Cell::text).toList());
    LineChart exponents =
        chart(
            block(dynamics, Block.Charts.class).charts().stream(),
            "largest Lyapunov exponent",
            LineChart.class);
    assertEquals(List.of("A1", "B1"), exponents.lines().stream().map(Points::name).toList());
    assertEquals(
        List.of(Optional.of(Look.ofRun(0)), Optional.of(Look.ofRun(5))),
        exponents.lines().stream().map(Points::look).toList(),
        "each in its own color");
    assertTrue(exponents.y().range().orElseThrow().high() >= 0, "0 in sight");
  }

  @Test
  void exponentsAndRetentionStandBesideTheErrorOverTheSameIterations() {
    Block.Charts charts = block(part("A1"), Block.Charts.class);
    assertEquals(5, charts.charts().size());
    Set<Optional<Range>> axes =
        charts.charts().stream()
            .filter(LineChart.class::isInstance)
            .map(chart -> ((LineChart) chart).x().range())
            .collect(Collectors.toSet());
    assertEquals(Set.of(Optional.of(new Range(0, 600))), axes);
    LineChart exponents = overTraining("Lyapunov", LineChart.class);
    assertEquals(
        List.of("largest", "second"), exponents.lines().stream().map(Points::name).toList());
    assertEquals(
        List.of(Look.ofRun(0), Look.ofRun(0).beside(1)),
        exponents.lines().stream().map(line -> line.look().orElseThrow()).toList(),
        "both in the color of the run");
    LineChart kept = overTraining("answers kept after", LineChart.class);
    assertEquals(
        List.of("10", "100", "1,000", "5,000"), kept.lines().stream().map(Points::name).toList());
    assertEquals(50, kept.lines().get(1).y()[0], "of all sequences, not of one class");
  }

  @Test
  void theMapOfRetentionIsEmptyWhereNothingWasMeasured() {
    HeatMap map = overTraining("by further distractors", HeatMap.class);
    assertEquals("[0.0, 100.0, 200.0, 300.0, 400.0, 500.0, 600.0]", Arrays.toString(map.xs()));
    assertEquals(List.of("10", "100", "1000", "5000"), map.y().categories());
    for (float[] row : map.values()) {
      assertTrue(Float.isNaN(row[0]) && Float.isNaN(row[3]) && Float.isNaN(row[6]));
      assertTrue(Float.isFinite(row[1]) && Float.isFinite(row[4]) && Float.isFinite(row[5]));
    }
    assertEquals(500 / 5.1, map.values()[0][5] * 1.0, .01);
  }

  @Test
  void aMapOfUnevenCheckpointsHasTheLastOneInItsPlace() {
    Retained retained = Retained.of(MadeUpSweep.measuredRun(2000, 4000, 6000, 49999));
    HeatMap map = retained.map("map", 49_999).orElseThrow();
    assertEquals(26, map.xs().length);
    assertEquals(49_999, map.xs()[25]);
    int[] filled =
        java.util.stream.IntStream.range(0, 26)
            .filter(i -> Float.isFinite(map.values()[0][i]))
            .toArray();
    assertEquals("[1, 2, 3, 25]", Arrays.toString(filled));
    assertTrue(
        Retained.of(MadeUpSweep.measuredRun(2000)).map("map", 49_999).isEmpty(), "no map of one");
  }

  @Test
  void everyMomentHasTheSameChartsOnTheSameAxes() {
    Block.Slider slider = block(part("A1"), Block.Slider.class);
    assertEquals(List.of("100", "200", "400", "500"), slider.moments());
    for (int kind = 0; kind < 3; kind++) {
      int of = kind;
      List<Chart> charts = slider.charts().stream().map(each -> each.get(of)).toList();
      assertEquals(4, charts.stream().map(Chart::title).distinct().count());
      assertEquals(
          1,
          charts.stream().map(DynamicsSectionTest::axes).distinct().count(),
          charts.get(0).title());
    }
    assertEquals(
        List.of("iteration 100", "iteration 200", "iteration 500"),
        slider.printed().subList(0, 3).stream()
            .map(chart -> chart.title().replaceFirst(".*, ", ""))
            .toList(),
        "a document shows the first, the middle and the last one");
    assertEquals(9, slider.printed().size());
  }

  private static List<Optional<Range>> axes(Chart chart) {
    return chart instanceof ScatterChart scatter
        ? List.of(scatter.x().range(), scatter.y().range())
        : List.of(((LineChart) chart).x().range(), ((LineChart) chart).y().range());
  }

  @Test
  void statesAndPointsOfAClassHaveOneColor() {
    ScatterChart plane = atLast("A1", "states in two", ScatterChart.class);
    assertEquals(
        List.of(
            "asks for 0 LINE 0",
            "asks for 1 LINE 1",
            "answers 0 (slow) DIAMOND 0",
            "answers 0 (stable) FILLED 0",
            "answers 1 (saddle) OPEN 1",
            "answers 1 (stable) FILLED 1"),
        plane.series().stream().map(DynamicsSectionTest::words).toList());
    assertEquals("first component (63 %)", plane.x().title());
    assertTrue(
        plane.x().range().orElseThrow().high() < 2, "points under other inputs do not count");
    assertTrue(
        plane
            .series()
            .get(3)
            .notes()
            .get(0)
            .startsWith("answers 0 with probability 0.875, 100 starts"),
        plane.series().get(3).notes().get(0));
  }

  private static String words(Marks marks) {
    return marks.name() + " " + marks.style() + " " + marks.look().orElseThrow().color();
  }

  @Test
  void aTaskOfNumbersHasNoClasses() {
    ScatterChart plane = atLast("B1", "states in two", ScatterChart.class);
    assertEquals(
        List.of(
            "sequences LINE 5",
            "saddle point OPEN 5",
            "slow point DIAMOND 5",
            "stable point FILLED 5"),
        plane.series().stream().map(DynamicsSectionTest::words).toList());
  }

  @Test
  void eigenvaluesStandInTheComplexPlaneWithTheUnitCircle() {
    ScatterChart spectra = atLast("A1", "eigenvalues", ScatterChart.class);
    assertTrue(spectra.equalUnits());
    assertEquals(
        List.of("unit circle", "Jacobian (stable)", "Jacobian (saddle)", "W_hh"),
        spectra.series().stream().map(Marks::name).toList());
    assertEquals(List.of(129, 8, 4, 4), spectra.series().stream().map(m -> m.x().length).toList());
    Marks circle = spectra.series().get(0);
    assertEquals(Style.LINE, circle.style());
    for (int i = 0; i < circle.x().length; i++) {
      assertEquals(1, Math.hypot(circle.x()[i], circle.y()[i]), 1e-12);
    }
    Axis y = spectra.y();
    assertTrue(y.range().orElseThrow().low() < -1 && y.range().orElseThrow().high() > 1);
  }

  @Test
  void singularValuesAreLogarithmsWithGapsWhereTheyAreZero() {
    LineChart values = atLast("A1", "singular values", LineChart.class);
    assertEquals(
        List.of("largest", "median", "least"), values.lines().stream().map(Points::name).toList());
    assertEquals(-5, values.lines().get(0).y()[2]);
    assertEquals(Double.NEGATIVE_INFINITY, values.lines().get(2).y()[2]);
    assertEquals(-30, values.y().range().orElseThrow().low());
  }
}
