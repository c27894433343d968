package org.throughtime.sweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.answers.Answers;
import org.throughtime.sweep.chart.Axis;
import org.throughtime.sweep.chart.Chart;
import org.throughtime.sweep.chart.HeatMap;
import org.throughtime.sweep.chart.HistogramChart;
import org.throughtime.sweep.chart.IntervalChart;
import org.throughtime.sweep.chart.LineChart;
import org.throughtime.sweep.chart.Look;
import org.throughtime.sweep.chart.ParallelCoordinates;
import org.throughtime.sweep.chart.Points;
import org.throughtime.sweep.config.value.Defaults;

class ReportContentsTest {
  private static Stream<Section> all(List<Section> sections) {
    return sections.stream().flatMap(s -> Stream.concat(Stream.of(s), all(s.parts())));
  }

  private static Section section(Report report, String id) {
    return all(report.sections()).filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  private static String missing(Section section) {
    return section.blocks().stream()
        .filter(Block.Missing.class::isInstance)
        .map(block -> ((Block.Missing) block).text())
        .collect(Collectors.joining("\n"));
  }

  private static String said(Section section) {
    return section.blocks().stream()
        .filter(Block.Prose.class::isInstance)
        .map(block -> ((Block.Prose) block).text())
        .collect(Collectors.joining("\n"));
  }

  private static List<Chart> charts(Section section) {
    return section.blocks().stream()
        .filter(Block.Charts.class::isInstance)
        .flatMap(block -> ((Block.Charts) block).charts().stream())
        .toList();
  }

  private static boolean has(Report report, String id) {
    return all(report.sections()).anyMatch(s -> s.id().equals(id));
  }

  @Test
  void comparisonsWithTheSameShortNamesHaveFullNames() {
    Report report = MadeUpSweep.cellsAndRates(30).report();
    assertEquals(
        List.of("Model: gru_lr0.01, rnn_lr0.01", "Model: gru_lr0.05, rnn_lr0.05"),
        section(report, "comparisons").parts().stream().map(Section::title).toList());
  }

  @Test
  void runsThatDifferInClippingOrInTheModelAloneAreBesideEachOther() {
    Report report = MadeUpSweep.canonical(30).report();
    assertEquals(
        List.of(
            "Clipping: A1, A2, A3",
            "Clipping: A4, A5",
            "Model: A1, A4",
            "Model: A2, A5",
            "Model: B1, B2"),
        section(report, "comparisons").parts().stream().map(Section::title).toList());
    assertFalse(has(report, "search"));
    assertFalse(has(report, "lengths"));
  }

  @Test
  void theTableComesFirstAndWhatComputedItLast() {
    assertEquals(
        List.of("overview", "overlays", "conclusion", "comparisons", "runs", "provenance"),
        MadeUpSweep.canonical(30).report().sections().stream().map(Section::id).toList());
  }

  @Test
  void aComparisonIsAVerdictAndOneChartOfAllItsRunsOverCommonAxes() {
    Report report = MadeUpSweep.canonical(30).report();
    for (Section comparison : section(report, "comparisons").parts()) {
      Block.Answered answered = (Block.Answered) comparison.blocks().get(0);
      assertEquals(1, answered.answers().size(), comparison.title());
      assertFalse(answered.whole(), "the point list is folded");
      Block.Charts figure = (Block.Charts) comparison.blocks().get(1);
      assertEquals(figure.charts(), answered.answers().get(0).charts());
      LineChart overlaid = (LineChart) figure.charts().get(0);
      assertEquals(
          List.of(comparison.title().replaceFirst(".*: ", "").split(", ")),
          overlaid.lines().stream().map(Points::name).toList());
      assertTrue(
          overlaid.title().endsWith("gradient through time at iteration 600"), overlaid.title());
      assertEquals(220, overlaid.lines().get(0).size());
      assertTrue(comparison.blocks().get(2) instanceof Block.Aside);
      assertEquals(3, comparison.blocks().size());
    }
  }

  @Test
  void runsOfDifferentLengthAreOverlaidAtTheLastCheckpointThatAllHave() {
    Report report =
        new MadeUpSweep()
            .add(TestRuns.canonical("name", "A1_long"), "finished", 9, 180, 40)
            .add(
                TestRuns.canonical("name", "A2_short", "clipstyle", "rescale"),
                "running",
                4,
                80,
                40)
            .report();
    LineChart overlaid = (LineChart) charts(section(report, "comparison-1")).get(0);
    assertEquals("A1, A2: gradient through time at iteration 80", overlaid.title());
  }

  @Test
  void theChartsOfARunAreInItsColor() {
    Report report = MadeUpSweep.canonical(30).report();
    Block.Verdicts verdicts =
        section(report, "overview").blocks().stream()
            .filter(Block.Verdicts.class::isInstance)
            .map(Block.Verdicts.class::cast)
            .findFirst()
            .orElseThrow();
    int several = 0;
    for (Block.Verdicts.Found found : verdicts.runs()) {
      for (Chart chart : charts(section(report, found.section()))) {
        List<Look> looks =
            chart instanceof LineChart lines
                ? lines.lines().stream().map(line -> line.look().orElseThrow()).toList()
                : chart instanceof HistogramChart histogram
                    ? histogram.samples().stream().map(s -> s.look().orElseThrow()).toList()
                    : List.of(found.look());
        assertEquals(found.look(), looks.get(0), chart.title());
        assertEquals(
            looks.size(), looks.stream().map(Look::color).distinct().count(), chart.title());
        assertEquals(
            looks.size(), looks.stream().map(Look::dashes).distinct().count(), chart.title());
        several += looks.size() > 1 ? 1 : 0;
      }
    }
    assertTrue(several > 14, several + " charts with several lines");
    assertEquals(7, verdicts.runs().stream().map(Block.Verdicts.Found::look).distinct().count());
  }

  @Test
  void answersNameTheChartsThatShowThem() {
    Report report = MadeUpSweep.canonical(30).report();
    Block.Answered answered =
        section(report, "run-A4").blocks().stream()
            .filter(Block.Answered.class::isInstance)
            .map(Block.Answered.class::cast)
            .findFirst()
            .orElseThrow();
    for (Block.Answered.Shown shown : answered.answers()) {
      assertFalse(shown.charts().isEmpty(), shown.answer().question());
      assertTrue(charts(section(report, "run-A4")).containsAll(shown.charts()));
    }
  }

  @Test
  void whatAllRunsShowIsConcludedOverTheRunsShown() {
    Section conclusion = section(MadeUpSweep.canonical(30).report(), "conclusion");
    assertTrue(((Block.Answered) conclusion.blocks().get(0)).whole());
    Section best = section(MadeUpSweep.search(20, 2, 5).report(), "conclusion");
    assertEquals(
        new Block.Prose("Over the 2 runs that have a section of their own."), best.blocks().get(0));
    assertTrue(
        missing(
                section(
                    new MadeUpSweep()
                        .addEmpty(TestRuns.canonical("name", "a"), "waiting", Optional.empty())
                        .addEmpty(TestRuns.canonical("name", "b"), "failed", Optional.empty())
                        .report(),
                    "conclusion"))
            .contains("No conclusion: no run has a checkpoint yet."));
    assertFalse(
        has(
            new MadeUpSweep()
                .add(TestRuns.canonical("name", "one"), "finished", 5, 100, 40)
                .report(),
            "conclusion"));
  }

  @Test
  void chartsBesideEachOtherHaveTheSameAxes() {
    Section comparison = section(MadeUpSweep.canonical(30).report(), "comparison-1");
    List<Block.Charts> beside =
        comparison
            .allBlocks()
            .filter(Block.Charts.class::isInstance)
            .map(Block.Charts.class::cast)
            .filter(row -> row.across() == 3)
            .toList();
    for (Block.Charts row : beside) {
      assertEquals(3, row.charts().size());
      assertEquals(1, row.charts().stream().map(this::axes).distinct().count(), row::toString);
    }
    assertEquals(8, beside.size());
  }

  @Test
  void aLossIsCalledWhatItIs() {
    Report report = MadeUpSweep.canonical(30).report();
    assertEquals("NLL (nats)", loss(report, "run-A1"));
    assertEquals("mean squared error", loss(report, "run-B1"));
  }

  private static String loss(Report report, String run) {
    return ((LineChart) charts(section(report, run)).get(0)).y().title();
  }

  @Test
  void whatRankCorrelationsAreIsSaidOnceForAllRuns() {
    assertEquals(
        List.of(new Block.Prose(Answers.caution())),
        section(MadeUpSweep.canonical(30).report(), "runs").blocks());
  }

  @Test
  void aLegendSaysThatWithoutClippingOneCurveIsBoth() {
    Report report = MadeUpSweep.canonical(30).report();
    assertTrue(((LineChart) charts(section(report, "run-A1")).get(2)).named());
    assertFalse(((LineChart) charts(section(report, "run-A1")).get(3)).named());
  }

  private List<Object> axes(Chart chart) {
    if (chart instanceof LineChart lines) {
      assertTrue(lines.y().range().isPresent());
      return List.of(lines.x(), lines.y());
    }
    if (chart instanceof HeatMap map) {
      return List.of(map.x(), map.y(), map.value(), map.xs().length, map.ys().length);
    }
    var histogram = (org.throughtime.sweep.chart.HistogramChart) chart;
    return List.of(histogram.x(), histogram.y());
  }

  @Test
  void aRunHasAllItsChartsAndAGruItsGatesToo() {
    Report report = MadeUpSweep.canonical(30).report();
    assertEquals(8, charts(section(report, "run-A1")).size());
    assertEquals(9, charts(section(report, "run-A4")).size());
    assertEquals("", missing(section(report, "run-A4")));
  }

  @Test
  void heatMapsAreOfASizeThatCanBeShownAndEndWithTheLastCheckpoint() {
    Report report = MadeUpSweep.canonical(1001).report();
    List<HeatMap> maps =
        charts(section(report, "run-A1")).stream()
            .filter(HeatMap.class::isInstance)
            .map(HeatMap.class::cast)
            .toList();
    assertEquals(2, maps.size());
    for (HeatMap map : maps) {
      assertTrue(map.xs().length <= 100 && map.xs().length > 80, map.xs().length + " columns");
      assertEquals(20 * 1001, map.xs()[map.xs().length - 1]);
      assertEquals(220, map.ys().length);
    }
  }

  @Test
  void aHuntHasItsChartsOverAllSettings() {
    Report report = MadeUpSweep.search(40, 3, 5).report();
    Section search = section(report, "search");
    List<Chart> charts = charts(search);
    assertTrue(charts.get(0) instanceof IntervalChart);
    ParallelCoordinates parallel = (ParallelCoordinates) charts.get(1);
    assertEquals(10, parallel.rows().size());
    assertEquals(
        List.of("init", "lr", "alpha", "lowest valid error", "solved"),
        parallel.axes().stream().map(Axis::label).toList());
    Block.Choice pairs = pairs(search);
    assertEquals(List.of("init and lr", "init and alpha", "lr and alpha"), pairs.options());
    HeatMap rates = (HeatMap) pairs.charts().get(0);
    assertEquals(2, rates.xs().length);
  }

  private static Block.Choice pairs(Section search) {
    return search.blocks().stream()
        .filter(Block.Choice.class::isInstance)
        .map(Block.Choice.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** As a search leaves it: one run came to an end, the others were left behind at a rung. */
  @Test
  void whereFewRunsEndedTheChartsOverFlagsShowErrors() {
    MadeUpSweep sweep = new MadeUpSweep();
    for (int i = 0; i < 12; i++) {
      RunSpec spec =
          TestRuns.canonical("name", "r" + i, "alpha", 1.0 + i % 4, "cutoff", 1.0 + i / 4);
      sweep.add(spec, i == 5 ? "solved" : "stopped", 0, 100, i == 5 ? 0 : 40 + i);
    }
    Section search = section(sweep.report(), "search");
    List<Chart> charts = charts(search);
    ParallelCoordinates parallel =
        charts.stream()
            .filter(ParallelCoordinates.class::isInstance)
            .map(ParallelCoordinates.class::cast)
            .findFirst()
            .orElseThrow();
    assertEquals(12, parallel.rows().size());
    assertEquals("lowest valid error", parallel.axes().get(2).label());
    Block.Choice pairs = pairs(search);
    HeatMap errors = (HeatMap) pairs.charts().get(0);
    assertTrue(errors.title().startsWith("Lowest valid error"), errors.title());
    for (float[] row : errors.values()) {
      for (float error : row) {
        assertTrue(error == 0 || error >= 40 && error < 52, "" + error);
      }
    }
  }

  @Test
  void successAgainstLengthHasAPanelAnInitialisationAndALineAMethod() {
    List<Chart> panels = charts(section(MadeUpSweep.lengths().report(), "lengths"));
    assertEquals(
        List.of("sigmoid", "basic_tanh", "smart_tanh"), panels.stream().map(Chart::title).toList());
    IntervalChart panel = (IntervalChart) panels.get(0);
    assertEquals(
        List.of("SGD", "SGD-C", "SGD-CR"),
        panel.series().stream().map(IntervalChart.Estimates::name).toList());
    IntervalChart.Estimates sgd = panel.series().get(0);
    assertEquals(List.of(50.0, 100.0, 150.0, 200.0, 250.0), boxed(sgd.at()));
    assertEquals(100.0, sgd.value()[0]);
    assertEquals(100 / 3.0, sgd.value()[1], 1e-9);
    assertTrue(sgd.low()[0] > 30 && sgd.low()[0] < 100);
    assertEquals("1 of 3", sgd.notes().get(1));
  }

  private static List<Double> boxed(double[] values) {
    return java.util.Arrays.stream(values).boxed().toList();
  }

  @Test
  void aSweepWithoutRunsSaysSo() {
    Report report = new MadeUpSweep().report();
    assertEquals(1, report.sections().size());
    assertTrue(missing(section(report, "overview")).contains("has no runs"));
  }

  @Test
  void aSweepThatHasNotBegunSaysWhatIsMissingWhereItIsMissing() {
    Report report =
        new MadeUpSweep()
            .addEmpty(TestRuns.canonical("name", "w"), "waiting", Optional.empty())
            .report();
    String overview = missing(section(report, "overview"));
    assertTrue(overview.contains("No results are committed yet: w."), overview);
    String provenance = missing(section(report, "provenance"));
    assertTrue(provenance.contains("a run records them when it ends"), provenance);
    String run = missing(section(report, "run-w"));
    assertTrue(run.contains("training and validation loss"), run);
    assertTrue(run.contains("no checkpoint of the run is committed yet"), run);
    assertEquals(List.of(), charts(section(report, "run-w")));
  }

  @Test
  void damageIsNotToldAsWhatHasYetToCome() {
    SweepContents whole = MadeUpSweep.canonical(30).metrics();
    String lost = "tables/checkpoints/A1.00000.parquet is missing";
    SweepContents damaged =
        new SweepContents(whole.directory(), whole.status(), whole.details(), List.of(lost));
    Report report = ReportContents.of(damaged, Defaults.run());
    String overview = missing(section(report, "overview"));
    assertTrue(overview.contains("are missing or damaged"), overview);
    assertTrue(overview.contains(lost), overview);
    assertTrue(overview.contains("digest DIR --verify"), overview);
    assertFalse(
        missing(section(MadeUpSweep.canonical(30).report(), "overview")).contains("damaged"));
  }

  @Test
  void aFailedRunSaysWhatEndedIt() {
    Report report =
        new MadeUpSweep()
            .addEmpty(TestRuns.canonical("name", "f"), "failed", Optional.of("out of memory"))
            .report();
    assertTrue(missing(section(report, "overview")).contains("f failed"));
    assertTrue(missing(section(report, "overview")).contains("out of memory"));
    assertTrue(missing(section(report, "run-f")).contains("This run failed: out of memory"));
  }

  @Test
  void theOverviewSaysWhereTheRunsStand() {
    assertEquals(List.of("All 7 runs finished."), prose(MadeUpSweep.canonical(5)));
    RunSpec half = TestRuns.canonical("name", "half", "lr", .5);
    String shown =
        "Still training; shown up to the last committed checkpoint: half (2,000 of 50,000"
            + " iterations).";
    assertEquals(
        List.of("1 run, still training.", shown),
        prose(new MadeUpSweep().add(half, "running", 100, 2000, 100)));
    assertEquals(
        List.of("8 runs: 7 finished, 1 still training.", shown),
        prose(MadeUpSweep.canonical(5).add(half, "running", 100, 2000, 100)));
  }

  private static List<String> prose(MadeUpSweep sweep) {
    return section(sweep.report(), "overview").blocks().stream()
        .flatMap(block -> block instanceof Block.Prose prose ? Stream.of(prose.text()) : null)
        .toList();
  }

  @Test
  void numbersOfAColumnHaveTheSameDecimals() {
    MadeUpSweep sweep =
        new MadeUpSweep()
            .add(TestRuns.canonical("name", "a"), "finished", 5, 2000, 25.9)
            .add(TestRuns.canonical("name", "b"), "finished", 5, 49_980, 100);
    Block.Table runs =
        section(sweep.report(), "overview").blocks().stream()
            .flatMap(block -> block instanceof Block.Table table ? Stream.of(table) : null)
            .findFirst()
            .orElseThrow();
    List<String> forms =
        List.of(
            "[0-9]+,[0-9]{3}",
            "[0-9]+\\.[0-9]{2}",
            "[0-9]+\\.[0-9]{2}",
            "[0-9]+\\.[0-9]{4}",
            "[0-9]+\\.[0-9]{4}",
            "[0-9]+\\.[0-9]{3}",
            "[0-9]+\\.[0-9]{4}",
            "[0-9]+\\.[0-9]");
    for (List<Block.Cell> row : runs.rows()) {
      for (int i = 0; i < forms.size(); i++) {
        String cell = row.get(2 + i).text();
        assertTrue(cell.matches(forms.get(i)), runs.headings().get(2 + i) + ": " + cell);
      }
    }
  }

  @Test
  void aHalfFinishedSweepSaysHowFarItIs() {
    Report report =
        MadeUpSweep.canonical(5)
            .add(TestRuns.canonical("name", "half", "lr", .5), "stopped", 5, 100, 100)
            .report();
    String overview = missing(section(report, "overview"));
    assertTrue(overview.contains("half (100 of 50,000 iterations)"), overview);
    assertEquals(8, charts(section(report, "run-half")).size());
  }

  @Test
  void aRunThatIsNotThereYetIsMissingBesideTheOthersInOneNotice() {
    Report report =
        MadeUpSweep.canonical(5)
            .addEmpty(
                TestRuns.canonical("name", "A0", "clipstyle", "rescale", "cutoff", .5),
                "waiting",
                Optional.empty())
            .report();
    String missing =
        section(report, "comparison-1")
            .allBlocks()
            .filter(Block.Missing.class::isInstance)
            .map(block -> ((Block.Missing) block).text())
            .collect(Collectors.joining("\n"));
    assertTrue(missing.startsWith("Not beside the others: A0, because no checkpoint"), missing);
    assertEquals(1, missing.lines().count(), missing);
  }

  @Test
  void profilesAndGatesThatWereNotAskedForAreMissingForThatReason() {
    Report report =
        new MadeUpSweep()
            .add(TestRuns.canonical("name", "plain", "collectDiags", false), "finished", 5, 100, 40)
            .add(TestRuns.canonical("name", "gateless", "model", "gru"), "finished", 5, 100, 40)
            .report();
    assertEquals(4, charts(section(report, "run-plain")).size());
    assertTrue(missing(section(report, "run-plain")).contains("flag collectDiags"));
    assertTrue(missing(section(report, "run-gateless")).contains("flag diagGates"));
  }

  @Test
  void aHuntWithoutASuccessSaysWhatThatLeavesOut() {
    MadeUpSweep sweep = new MadeUpSweep();
    for (int seed = 0; seed < 3; seed++) {
      sweep.add(
          TestRuns.canonical("name", "s" + seed, "seed", seed), "finished", 0, 100, 40 + seed);
    }
    Section search = section(sweep.report(), "search");
    assertTrue(said(search).contains("none of the 3 ended runs is solved"), said(search));
    assertTrue(said(search).contains("fewer than two vary"), said(search));
    assertEquals("", missing(search), "nothing that was to be there is missing");
  }

  @Test
  void aSectionThatNoLinkCanLeadToIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Section("a b", "t", List.of()));
  }
}
