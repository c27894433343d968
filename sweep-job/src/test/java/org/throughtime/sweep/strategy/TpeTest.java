package org.throughtime.sweep.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfigLoader;

/** The adaptive sampler, on objectives that nobody trains. */
class TpeTest {
  private static final String TPE =
      """
      search.tpe.t {
        name = "t{draw}"
        draws = %d
        draw-seed = %d
        startup = %d
        batch = %d
        metric = valid_nll
        lr = { log-uniform = [.0001, 1] }
        alpha = { uniform = [0, 10] }
      }
      """;

  @TempDir private Path folder;

  private Search search(String text, String... settings) throws IOException {
    Path file = Files.writeString(folder.resolve("s.conf"), text);
    return SweepConfigLoader.load(file, Overrides.of(List.of(settings))).search();
  }

  private static Results results(ToDoubleFunction<RunSpec> objective) {
    return (run, metric) -> RungMetric.of(metric, new double[] {objective.applyAsDouble(run)});
  }

  /** All rounds, as a driver has them. */
  private static List<CompleteRound> play(Strategy strategy, ToDoubleFunction<RunSpec> objective) {
    List<CompleteRound> complete = new ArrayList<>();
    Optional<Round> next = strategy.next(complete);
    while (next.isPresent()) {
      complete.add(new CompleteRound(next.get(), results(objective)));
      next = strategy.next(complete);
    }
    return complete;
  }

  private static List<RunSpec> runs(List<CompleteRound> rounds) {
    return rounds.stream().flatMap(c -> c.round().runs().stream()).distinct().toList();
  }

  /** A valley in two flags: least at lr = .02 and alpha = 7. */
  private static double valley(RunSpec run) {
    double lr = Math.log10(run.optimizer().lr() / .02);
    double alpha = (run.optimizer().alpha() - 7) / 5;
    return lr * lr + alpha * alpha;
  }

  private static double best(List<RunSpec> runs) {
    return runs.stream().mapToDouble(TpeTest::valley).min().orElseThrow();
  }

  @Test
  void getsNearerThanRandomDraws() throws IOException {
    double adaptive = 0;
    double random = 0;
    int wins = 0;
    for (int seed = 0; seed < 20; seed++) {
      List<RunSpec> proposed = runs(play(search(TPE.formatted(40, seed, 10, 3)), TpeTest::valley));
      List<RunSpec> drawn = runs(play(search(TPE.formatted(40, seed, 40, 3)), TpeTest::valley));
      assertEquals(40, proposed.size());
      assertEquals(proposed.subList(0, 10), drawn.subList(0, 10), "the same at random");
      adaptive += Math.log(best(proposed));
      random += Math.log(best(drawn));
      wins += best(proposed) <= best(drawn) ? 1 : 0;
    }
    String found = "mean log " + adaptive / 20 + " for " + random / 20 + ", wins " + wins;
    assertTrue(adaptive / 20 < random / 20 - 2 && wins >= 17, found);
  }

  @Test
  void roundsAreStartupAndThenBatches() throws IOException {
    Search search = search(TPE.formatted(20, 1, 8, 5));
    List<CompleteRound> rounds = play(search, TpeTest::valley);
    assertEquals(List.of(8, 5, 5, 2), rounds.stream().map(c -> c.round().runs().size()).toList());
    assertEquals("5 more runs, from the results of 8", rounds.get(1).round().note());
    assertEquals(20, search.size());
    Set<String> names = new HashSet<>(runs(rounds).stream().map(RunSpec::name).toList());
    assertEquals(20, names.size());
    assertTrue(names.contains("t01") && names.contains("t20"), "" + names);
  }

  @Test
  void proposalsAreAFunctionOfTheResultsInWhateverOrderTheyCame() throws IOException {
    String file = TPE.formatted(30, 5, 10, 4) + "search.tpe.t.seeds = [1, 2]";
    List<CompleteRound> rounds = play(search(file), TpeTest::valley);
    for (int seed = 0; seed < 4; seed++) {
      Random order = new Random(seed);
      for (int behind = 1; behind < rounds.size(); behind++) {
        List<CompleteRound> earlier = new ArrayList<>();
        for (CompleteRound round : rounds.subList(0, behind)) {
          List<RunSpec> shuffled = new ArrayList<>(round.round().runs());
          Collections.shuffle(shuffled, order);
          earlier.add(
              new CompleteRound(
                  new Round(shuffled, round.round().until(), "told otherwise"), round.results()));
        }
        // A search that was just read, as by a driver that takes over.
        Search again = search(file);
        assertEquals(
            Set.copyOf(rounds.get(behind).round().runs()),
            Set.copyOf(again.next(earlier).orElseThrow().runs()));
      }
    }
  }

  /** A driver that takes over proposes again: it must not change from version to version. */
  @Test
  void whatIsProposedIsPinned() throws IOException {
    List<RunSpec> runs = runs(play(search(TPE.formatted(6, 1, 4, 2)), TpeTest::valley));
    assertEquals(
        List.of(
            "0.0931 4.978",
            "9.571E-4 2.595",
            "0.04865 3.871",
            "3.334E-4 0.5234",
            "0.607 9.366",
            "0.0162 7.675"),
        runs.stream().map(run -> run.optimizer().lr() + " " + run.optimizer().alpha()).toList());
  }

  @Test
  void noSettingIsProposedTwiceAndWhereThereAreNoMoreItEnds() throws IOException {
    String file =
        """
        search.tpe.t {
          name = "t{draw}"
          draws = 50
          startup = 3
          batch = 2
          metric = valid_error
          nhid = { uniform = [3, 5] }
          clipstyle = { choice = [nothing, rescale] }
          cutoff = { choice = [1, .5, 1.0], when { clipstyle = rescale } }
        }
        """;
    List<RunSpec> runs = runs(play(search(file), run -> run.cell().nhid()));
    // Three widths, each without clipping or with two cutoffs.
    assertEquals(9, runs.size());
    assertEquals(9, runs.stream().map(RunSpec::hash).distinct().count());
    for (RunSpec run : runs) {
      boolean clipped = run.optimizer().clipstyle().label().equals("rescale");
      assertTrue(clipped || run.optimizer().cutoff() == 1, run.name());
    }
  }

  @Test
  void aSettingThatDivergesIsNeverAmongTheBest() throws IOException {
    // Better and better towards the edge behind which runs diverge.
    ToDoubleFunction<RunSpec> edge =
        run -> run.optimizer().lr() > .01 ? Double.NaN : -run.optimizer().lr();
    long diverged = 0;
    for (int seed = 0; seed < 10; seed++) {
      List<RunSpec> runs = runs(play(search(TPE.formatted(40, seed, 10, 3)), edge));
      diverged += runs.subList(10, 40).stream().filter(run -> run.optimizer().lr() > .01).count();
    }
    assertTrue(diverged < 10 * 30 * .25, "half of all settings diverge; proposed: " + diverged);
    // Where nothing is known to be good it draws on at random.
    assertEquals(
        runs(play(search(TPE.formatted(9, 4, 9, 1)), run -> Double.NaN)),
        runs(play(search(TPE.formatted(9, 4, 3, 1)), run -> Double.NaN)));
  }

  @Test
  void aPrunerDecidesWithinEveryBatch() throws IOException {
    Search search =
        search(
            TPE.formatted(10, 1, 6, 4)
                + "search.halving { rungs = [100], eta = 3, metric = valid_nll }");
    List<CompleteRound> rounds = play(search, TpeTest::valley);
    assertEquals(
        List.of("6 to 100", "2 to " + Round.END, "4 to 100", "2 to " + Round.END),
        rounds.stream().map(c -> c.round().runs().size() + " to " + c.round().until()).toList());
    assertTrue(rounds.get(0).round().runs().containsAll(rounds.get(1).round().runs()));
    assertTrue(rounds.get(2).round().runs().containsAll(rounds.get(3).round().runs()));
  }

  @Test
  void whoWasLeftBehindIsWorseThanWhoWentOn() {
    RunSpec left = run("left", .1);
    RunSpec on = run("on", .2);
    RunSpec failed = run("failed", .3);
    Ranking ranking =
        Ranking.of(
            List.of(
                new Trial(failed, Round.END, (run, metric) -> RungMetric.NONE),
                new Trial(left, 100, results(run -> 1)),
                new Trial(on, Round.END, results(run -> 2))),
            CheckpointMetrics.VALID_NLL,
            run -> List.of(run.name()));
    assertEquals(
        List.of(on, left, failed), ranking.settings().stream().map(Ranking.Setting::run).toList());
    assertEquals(List.of(on), ranking.best(.1));
    assertEquals(List.of(on, left), ranking.best(.99));
    assertEquals(List.of(failed), ranking.others(.99));
  }

  private static RunSpec run(String name, double lr) {
    return SweepConfigLoader.ofFlags("test", java.util.Map.of("name", name, "lr", "" + lr))
        .runs()
        .get(0);
  }

  @Test
  void anOverriddenFlagIsNotDrawn() throws IOException {
    List<RunSpec> runs = runs(play(search(TPE.formatted(8, 1, 4, 2), "lr=.5"), TpeTest::valley));
    assertEquals(8, runs.size());
    assertTrue(runs.stream().allMatch(run -> run.optimizer().lr() == .5));
    assertEquals(8, runs.stream().map(run -> run.optimizer().alpha()).distinct().count());
  }

  @Test
  void theExtremesOfWhatMayComeAreKnownBefore() throws IOException {
    List<RunSpec> extremes = search(TPE.formatted(8, 1, 4, 2)).extremes();
    assertEquals(
        Set.of(1e-4, 1.0), Set.copyOf(extremes.stream().map(run -> run.optimizer().lr()).toList()));
    assertTrue(
        extremes.stream()
            .anyMatch(run -> run.optimizer().lr() == 1 && run.optimizer().alpha() == 10));
  }
}
