package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfig;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.ConfigurationException;

/** A run is what its spec_hash says, whatever its name is. */
class SpecificationsTest {
  @TempDir Path folder;

  private SweepConfig load(String text, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    return SweepConfigLoader.load(file, Overrides.of(List.of(settings)));
  }

  private static long distinct(SweepConfig config) {
    return config.runs().stream().map(RunSpec::hash).distinct().count();
  }

  private static final String FEW =
      """
      search.random.r {
        name = "R{draw}"
        draws = %d
        clipstyle = { choice = [nothing, rescale] }
        cutoff = { choice = [1, .5, 1.0], when { clipstyle = rescale } }
      }
      """;

  @Test
  void noSettingIsDrawnTwice() throws IOException {
    SweepConfig three = load(FEW.formatted(3));
    assertEquals(List.of("R1", "R2", "R3"), three.names());
    assertEquals(3, distinct(three));
    assertEquals(three.runs().subList(0, 2), load(FEW.formatted(2)).runs());
  }

  @Test
  void whereThereAreNoMoreSettingsThePlanSaysSo() throws IOException {
    SweepConfig config = load(FEW.formatted(9));
    assertEquals(3, config.runs().size());
    assertEquals(3, distinct(config));
    assertEquals(
        List.of(
            "search.random.r: 3 runs, 3 draws of clipstyle, cutoff; the rest of 9 draws"
                + " repeat these"),
        config.search().describe());
  }

  @Test
  void anOverriddenFlagLeavesOneDraw() throws IOException {
    String file = "search.random.r { draws = 5, name = \"R{draw}\", lr { uniform = [.1, .2] } }";
    assertEquals(5, distinct(load(file)));
    assertEquals(List.of("R1"), load(file, "lr=.5").names());
  }

  @Test
  void aCellOfAGridThatAnotherNameHasIsLeftOut() throws IOException {
    SweepConfig config =
        load(
            """
            runs = [ { name = written, lr = .1 } ]
            grid.a { name = "a_{lr}", lr = [.1, .2] }
            grid.b { name = "b_{lr}_{seed}", lr = [.2, .3], seed = [52, 53] }
            """);
    assertEquals(List.of("written", "a_0.2", "b_0.2_53", "b_0.3_52", "b_0.3_53"), config.names());
    assertEquals(5, distinct(config));
    assertEquals(5, config.search().size());
    assertEquals(
        List.of(
            "grid.a: 2 runs, 2 values of lr; left out, same specification as another run: a_0.1 = written",
            "grid.b: 4 runs, 2 values of lr x 2 values of seed; left out, same specification as another run: b_0.2_52 = a_0.2"),
        config.search().describe());
    assertTrue(!config.origins().containsKey("a_0.1"));
  }

  @Test
  void namesThatWereWrittenAreKeptAndCountOnce() throws IOException {
    String file =
        """
        runs = [ { name = a }, { name = again }, { name = other, seed = 7 } ]
        stop-when { metric = valid_error, runs = %d }
        """;
    SweepConfig config = load(file.formatted(2));
    assertEquals(List.of("a", "again", "other"), config.names());
    assertEquals(2, config.search().specifications());
    assertEquals(
        List.of("runs of the same specification, which count once: a = again"),
        config.search().describe());
    ConfigurationException refusal =
        assertThrows(ConfigurationException.class, () -> load(file.formatted(3)));
    assertTrue(
        refusal.getMessage().endsWith("stop-when.runs = 3: must be a whole number 1 to 2"),
        refusal.getMessage());
  }

  @Test
  void aSpecificationHasOnePlaceOnARung() {
    RunSpec best = TestRuns.spec("best", "mem", 100);
    RunSpec again = TestRuns.spec("best.again", "mem", 100);
    RunSpec second = TestRuns.spec("second", "mem", 101);
    RunSpec third = TestRuns.spec("third", "mem", 102);
    RunSpec last = TestRuns.spec("last", "mem", 103);
    List<RunSpec> runs = List.of(best, again, second, third, last);
    Halving halving = new Halving(List.of(15), 2, CheckpointMetrics.VALID_NLL);
    Search search = new Search(List.of(ListedRuns.of(runs)), Optional.of(halving));
    assertEquals(
        "halving by valid_nll, 4 to 15 iterations, 2 to the end", search.describe().get(0));
    Results results =
        (run, metric) -> RungMetric.of(metric, new double[] {run.optimizer().maxiters()});
    Round first = search.next(List.of()).orElseThrow();
    Round next = search.next(List.of(new CompleteRound(first, results))).orElseThrow();
    assertEquals(
        List.of("best", "best.again", "second"),
        next.runs().stream().map(RunSpec::name).sorted().toList());
    assertEquals("rung 15: 2 of 4 runs continue by valid_nll", next.note());
  }
}
