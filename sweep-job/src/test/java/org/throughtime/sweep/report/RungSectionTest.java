package org.throughtime.sweep.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.LatestMetrics;

class RungSectionTest {
  private static SweepStatus search() {
    return new MadeUpSweep()
        .add(TestRuns.canonical("name", "a"), "stopped", 0, 100, 90)
        .add(TestRuns.canonical("name", "b"), "stopped", 0, 300, 70)
        .add(TestRuns.canonical("name", "c"), "running", 0, 450, 40)
        .add(TestRuns.canonical("name", "d"), "diverged", 0, 60, 100)
        .add(TestRuns.canonical("name", "e"), "solved", 0, 200, 0)
        .add(TestRuns.canonical("name", "f"), "stopped", 0, 100, 80)
        .add(TestRuns.canonical("name", "g"), "stopped", 0, 300, 75)
        .leavingBehind("a", "b", "f", "g")
        .metrics()
        .status();
  }

  /** Metrics that tell the rung and the run. */
  private static Map<Integer, LatestMetrics> at(RunState run, Set<Integer> rungs) {
    Map<Integer, LatestMetrics> at = new TreeMap<>();
    for (int rung : rungs) {
      if (run.iterations() >= rung) {
        at.put(rung, MadeUpRows.latest(50, 10 + rung, .5, rung / 1000.0, 1, 1));
      }
    }
    return at;
  }

  private static Optional<Section> section(SweepStatus status) throws IOException {
    RungTable rungs = RungTable.of(status, RungSectionTest::at);
    return RungSection.of(new SweepContents("file:/made/up", status, List.of(), List.of(), rungs));
  }

  @Test
  void everyRunHasHowFarItGotAndItsMetricsThere() throws IOException {
    Block.Table table = (Block.Table) section(search()).orElseThrow().blocks().get(1);
    assertEquals(
        List.of(
            "run",
            "result",
            "iterations",
            "valid NLL at 100",
            "valid error % at 100",
            "valid NLL at 300",
            "valid error % at 300"),
        table.headings());
    assertEquals(
        List.of(
            "e solved 200 0.1000 110.00 - -",
            "c running 450 0.1000 110.00 0.3000 310.00",
            "b left behind 300 0.1000 110.00 0.3000 310.00",
            "g left behind 300 0.1000 110.00 0.3000 310.00",
            "a left behind 100 0.1000 110.00 - -",
            "f left behind 100 0.1000 110.00 - -",
            "d diverged 60 - - - -"),
        table.rows().stream()
            .map(row -> String.join(" ", row.stream().map(Block.Cell::text).toList()))
            .toList());
  }

  @Test
  void aSweepThatLeftNoRunBehindHasNone() throws IOException {
    assertTrue(section(MadeUpSweep.canonical(3).metrics().status()).isEmpty());
  }

  @Test
  void ofManyRunsThoseThatGotFurthestAreListed() throws IOException {
    MadeUpSweep sweep = new MadeUpSweep();
    for (int i = 0; i < 60; i++) {
      sweep.add(TestRuns.canonical("name", "r" + i), "stopped", 0, i < 45 ? 100 : 300, 90);
    }
    sweep.leavingBehind(IntStream.range(0, 60).mapToObj(i -> "r" + i).toArray(String[]::new));
    sweep.add(TestRuns.canonical("name", "best"), "finished", 0, 900, 10);
    Section section = section(sweep.metrics().status()).orElseThrow();
    assertTrue(
        ((Block.Prose) section.blocks().get(0)).text().contains("The first 40 of 61 are listed."));
    List<List<Block.Cell>> rows = ((Block.Table) section.blocks().get(1)).rows();
    assertEquals(40, rows.size());
    assertEquals("best", rows.get(0).get(0).text());
    assertEquals("left behind", rows.get(15).get(1).text());
    assertEquals("300", rows.get(15).get(2).text());
    assertEquals("100", rows.get(16).get(2).text());
  }
}
