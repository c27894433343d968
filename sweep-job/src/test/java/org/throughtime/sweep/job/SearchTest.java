package org.throughtime.sweep.job;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.TestSpark;
import org.throughtime.sweep.config.Overrides;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.config.value.Defaults;
import org.throughtime.sweep.leaderboard.LeftBehind;
import org.throughtime.sweep.plan.Limits;
import org.throughtime.sweep.plan.StopWhen;
import org.throughtime.sweep.progress.PlainDisplay;
import org.throughtime.sweep.progress.ProgressDisplay;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepSnapshot;
import org.throughtime.sweep.store.ResultsDirectory;
import org.throughtime.sweep.store.SweepManifest;
import org.throughtime.sweep.strategy.Halving;
import org.throughtime.sweep.strategy.MedianRule;
import org.throughtime.sweep.strategy.Pruner;
import org.throughtime.sweep.strategy.PrunerKind;
import org.throughtime.sweep.strategy.SweepPlan;
import org.throughtime.sweep.strategy.Threshold;
import org.throughtime.sweep.table.Status;

/** Sweeps that do not train all their runs to their ends. */
class SearchTest {
  private static final Halving HALVING =
      new Halving(List.of(15, 25), 2, CheckpointMetrics.VALID_NLL);

  @TempDir Path dir;
  private final List<String> notes = new ArrayList<>();

  @AfterEach
  void live() {
    DyingFileSystem.dieAfter(Integer.MAX_VALUE);
  }

  private static RunSpec run(double lr) {
    Map<String, Object> flags = new LinkedHashMap<>(TestRuns.spec("r", "mem", 40).flags());
    flags.put("name", "lr" + lr);
    flags.put("lr", lr);
    return RunSpec.fromFlags(flags);
  }

  private static List<RunSpec> runs() {
    return List.of(run(1e-6), run(.02), run(.5), run(.1), run(1e-3));
  }

  private static SweepPlan plan(List<RunSpec> runs, Limits limits) {
    return new SweepPlan("s", runs, limits, Optional.empty(), Optional.of(HALVING));
  }

  /** A case for every pruner, by the name of its block. */
  private static final Map<String, Pruner> PRUNERS =
      new TreeMap<>(
          Map.of(
              "halving",
              HALVING,
              "median",
              new MedianRule(List.of(15, 25), CheckpointMetrics.VALID_NLL),
              "threshold",
              new Threshold(List.of(15, 25), CheckpointMetrics.VALID_NLL, 1.7)));

  private static Set<String> pruners() {
    return PRUNERS.keySet();
  }

  private static SweepPlan prunedPlan(String pruner) {
    Optional<Pruner> who = Optional.of(PRUNERS.get(pruner));
    return new SweepPlan("s", runs(), Limits.NONE, Optional.empty(), who);
  }

  private ResultsDirectory results(String name) {
    return new ResultsDirectory(dir.resolve(name).toString(), new Configuration());
  }

  private List<RunOutcome> sweep(int cores, ResultsDirectory results, SweepPlan plan, boolean fresh)
      throws IOException {
    JavaSparkContext spark = new JavaSparkContext(TestSpark.session(cores).sparkContext());
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    ProgressDisplay display = new PlainDisplay(nowhere, InstantSource.system());
    return new SweepJob(new SweepContext(spark, results, display, notes::add, () -> {}))
        .run(plan, fresh);
  }

  private Map<String, String> statuses(String name) throws IOException {
    Map<String, String> statuses = new TreeMap<>();
    for (RunState run : SweepSnapshot.status(results(name)).orElseThrow().runs()) {
      statuses.put(run.spec().name(), run.status().label() + " " + (run.steps().orElse(-1) + 1));
    }
    return statuses;
  }

  /** Every file but the rows of {@code runs}, which tell seconds and attempts. */
  private Map<String, byte[]> files(String name) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(dir.resolve(name))) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String path = dir.resolve(name).relativize(file).toString();
        boolean timed =
            path.startsWith("tables/runs/")
                // A stopped run's state tells attempts and seconds.
                || path.startsWith("state/")
                || path.startsWith("checksums/");
        files.put(path, timed ? new byte[0] : Files.readAllBytes(file));
      }
    }
    return files;
  }

  private void assertSame(String expected, String actual, String when) throws IOException {
    Map<String, byte[]> one = files(expected);
    Map<String, byte[]> other = files(actual);
    // A state tells attempts and seconds, and the versions of a manifest what happened in between.
    one.keySet().removeIf(path -> path.startsWith("state/") || path.startsWith("manifest/"));
    other.keySet().removeIf(path -> path.startsWith("state/") || path.startsWith("manifest/"));
    assertEquals(SweepManifest.read(results(expected)), SweepManifest.read(results(actual)), when);
    assertEquals(one.keySet(), other.keySet(), when);
    one.forEach((path, bytes) -> assertArrayEquals(bytes, other.get(path), when + ": " + path));
    assertEquals(statuses(expected), statuses(actual), when);
  }

  @Test
  void theSameSurviveOnOneCoreAndOnTwoInAnyOrder() throws IOException {
    List<RunOutcome> outcomes = sweep(1, results("one"), plan(runs(), Limits.NONE), false);
    Map<String, String> statuses = statuses("one");
    assertEquals(2, statuses.values().stream().filter("stopped 15"::equals).count(), "" + statuses);
    assertEquals(1, statuses.values().stream().filter("stopped 25"::equals).count(), "" + statuses);
    assertEquals(
        2, statuses.values().stream().filter("finished 40"::equals).count(), "" + statuses);
    assertEquals("stopped 15", statuses.get("lr1.0E-6"), "" + statuses);
    assertEquals(3, outcomes.stream().filter(RunOutcome::dismissed).count());
    assertTrue(outcomes.stream().allMatch(o -> o.dismissed() == (o.status() == Status.STOPPED)));
    assertEquals(
        List.of(
            "rung 15: 3 of 5 runs continue by valid_nll",
            "rung 25: 2 of 3 runs continue by valid_nll"),
        notes);
    assertEquals(Map.of(15, 2L, 25, 1L), leftBehind("one").rungs());
    assertEquals(
        leftBehind("one").runs(),
        outcomes.stream()
            .filter(RunOutcome::dismissed)
            .map(RunOutcome::run)
            .collect(Collectors.toSet()));
    sweep(2, results("two"), plan(runs(), Limits.NONE), false);
    assertSame("one", "two", "two cores");
  }

  private LeftBehind leftBehind(String name) throws IOException {
    return LeftBehind.of(SweepSnapshot.status(results(name)).orElseThrow());
  }

  @Test
  void whoALimitStoppedIsNotLeftBehindWhereverThatWas() throws IOException {
    sweep(2, results("a"), plan(runs(), new Limits(Duration.ofNanos(1), null)), false);
    assertEquals(Set.of(), leftBehind("a").runs());
  }

  @Test
  void whoLeftTheSweepIsToldApartAndNoLongerWaits() throws IOException {
    sweep(2, results("a"), plan(runs(), Limits.NONE), false);
    SweepPlan whole = new SweepPlan("s", runs());
    SweepPlan part =
        new SweepPlan(
            "s",
            new SweepPlan("s", runs().subList(0, 1)).strategy(),
            Limits.NONE,
            Optional.empty(),
            whole.names());
    sweep(2, results("a"), part, false);
    assertEquals(Set.of(), SweepSnapshot.status(results("a")).orElseThrow().removed());
    sweep(2, results("a"), new SweepPlan("s", runs().subList(0, 4)), false);
    assertEquals(
        Set.of(runs().get(4).name()), SweepSnapshot.status(results("a")).orElseThrow().removed());
    sweep(2, results("a"), whole, false);
    assertEquals(Set.of(), SweepSnapshot.status(results("a")).orElseThrow().removed());
  }

  @Test
  void theSameCommandAgainTrainsNothing() throws IOException {
    sweep(2, results("a"), plan(runs(), Limits.NONE), false);
    Map<String, byte[]> before = files("a");
    Path row = dir.resolve("a/tables/runs/lr1.0E-6.parquet");
    var written = Files.getLastModifiedTime(row);
    List<RunOutcome> again = sweep(2, results("a"), plan(runs(), Limits.NONE), false);
    assertEquals(3, again.stream().filter(RunOutcome::dismissed).count());
    assertEquals(2, again.stream().filter(RunOutcome::skipped).count());
    assertEquals(before.keySet(), files("a").keySet());
    assertEquals(written, Files.getLastModifiedTime(row));
  }

  @Test
  void whereverItDiesTheSameSurvive() throws IOException {
    sweep(2, results("undisturbed"), plan(runs(), Limits.NONE), false);
    IntStream changes = IntStream.iterate(12, change -> change < 260, change -> change + 31);
    int deaths = assertSameWhereverItDies(plan(runs(), Limits.NONE), changes);
    assertTrue(deaths >= 5, "deaths: " + deaths);
  }

  /**
   * Kills the driver at each of some changes, in a directory of its own, and then runs the sweep
   * again: it must leave what "undisturbed" holds.
   *
   * @return how often the driver was still at work at its change
   */
  private int assertSameWhereverItDies(SweepPlan plan, IntStream changes) throws IOException {
    int deaths = 0;
    for (int change : changes.toArray()) {
      String name = "d" + change;
      ResultsDirectory dying =
          new ResultsDirectory("dying://" + dir.resolve(name), DyingFileSystem.configuration());
      DyingFileSystem.dieAfter(change);
      try {
        sweep(2, dying, plan, false);
      } catch (IOException | RuntimeException e) {
        // as a driver that dies
      }
      deaths += DyingFileSystem.left() < 0 ? 1 : 0;
      DyingFileSystem.dieAfter(Integer.MAX_VALUE);
      sweep(1 + change % 2, results(name), plan, false);
      assertSame("undisturbed", name, "died at change " + change);
    }
    return deaths;
  }

  @Test
  void aLimitBeforeTheRungLeavesNobodyBehind() throws IOException {
    Limits none = new Limits(Duration.ofNanos(1), null);
    List<RunOutcome> outcomes = sweep(2, results("a"), plan(runs(), none), false);
    assertTrue(outcomes.stream().allMatch(o -> o.status() == Status.STOPPED));
    assertFalse(outcomes.stream().anyMatch(RunOutcome::dismissed));
    sweep(2, results("a"), plan(runs(), Limits.NONE), false);
    sweep(2, results("b"), plan(runs(), Limits.NONE), false);
    assertSame("b", "a", "after a limit");
  }

  @Test
  void whoeverIsLeftBehindCanGoOn() throws IOException {
    sweep(2, results("a"), plan(runs(), Limits.NONE), false);
    sweep(2, results("a"), new SweepPlan("s", runs()), false);
    assertTrue(statuses("a").values().stream().allMatch("finished 40"::equals), "" + statuses("a"));
    assertEquals(Map.of(), SweepManifest.read(results("a")).orElseThrow().leftBehind());
    sweep(2, results("b"), new SweepPlan("s", runs()), false);
    assertSame("b", "a", "in the end");
  }

  @Test
  void freshClimbsFromTheGround() throws IOException {
    sweep(2, results("a"), plan(runs(), Limits.NONE), false);
    sweep(2, results("b"), plan(runs(), Limits.NONE), false);
    sweep(2, results("a"), plan(runs(), Limits.NONE), true);
    assertSame("b", "a", "fresh");
  }

  @Test
  void aSweepIsOverWhenEnoughGotThere() throws IOException {
    // All of them get there soon; two are enough.
    StopWhen rule = new StopWhen(CheckpointMetrics.BEST_VALID_ERROR, 101, 2);
    List<RunSpec> runs = new ArrayList<>(runs());
    for (int i = 0; i < 40; i++) {
      runs.add(run(.2 + i * .001));
    }
    SweepPlan goal = new SweepPlan("s", runs, Limits.NONE, Optional.of(rule), Optional.empty());
    List<RunOutcome> outcomes = sweep(1, results("a"), goal, false);
    long over = outcomes.stream().filter(RunOutcome::dismissed).count();
    assertTrue(over > 0, over + " of " + runs.size());
    assertTrue(notes.get(0).matches(".*best_valid_error is below 101 in lr.*, lr.*"), notes.get(0));
    notes.clear();
    List<RunOutcome> again = sweep(2, results("a"), goal, false);
    // One may have come to its end while it was being stopped.
    assertTrue(again.stream().filter(RunOutcome::dismissed).count() <= over);
    assertTrue(again.stream().noneMatch(o -> o.status() == Status.STOPPED && !o.dismissed()));
    assertEquals(1, notes.size());
    assertTrue(notes.get(0).endsWith("; nothing is left to do"), notes.get(0));
    sweep(2, results("a"), new SweepPlan("s", runs), false);
    assertTrue(statuses("a").values().stream().allMatch("finished 40"::equals));
  }

  /** Of those that can be found, and of those that have a block of defaults. */
  @Test
  void everyPrunerHasACase() {
    assertEquals(
        ServiceLoader.load(PrunerKind.class).stream()
            .map(kind -> kind.get().key())
            .collect(Collectors.toSet()),
        pruners());
    assertEquals(Defaults.reference().getObject("search").keySet(), pruners());
  }

  @ParameterizedTest
  @MethodSource("pruners")
  void aPrunerEndsTheSameRunsOnOneCoreAndOnTwo(String pruner) throws IOException {
    SweepPlan plan = prunedPlan(pruner);
    List<RunOutcome> outcomes = sweep(1, results("one"), plan, false);
    Map<String, String> statuses = statuses("one");
    long ended = statuses.values().stream().filter(s -> s.startsWith("stopped")).count();
    assertTrue(ended > 0 && ended < 5, "" + statuses);
    assertEquals("stopped 15", statuses.get("lr1.0E-6"), "" + statuses);
    assertTrue(
        statuses.values().stream().allMatch(s -> s.matches("finished 40|stopped (15|25)")),
        "" + statuses);
    assertEquals(ended, outcomes.stream().filter(RunOutcome::dismissed).count());
    assertTrue(
        notes.get(0).matches("rung 15: [1-4] of 5 runs continue by valid_nll"), notes.get(0));
    sweep(2, results("two"), plan, false);
    assertSame("one", "two", "two cores");
    Map<String, byte[]> before = files("one");
    sweep(2, results("one"), plan, false);
    assertEquals(before.keySet(), files("one").keySet(), "again");
    sweep(2, results("one"), new SweepPlan("s", runs()), false);
    assertTrue(statuses("one").values().stream().allMatch("finished 40"::equals), "without it");
  }

  @ParameterizedTest
  @MethodSource("pruners")
  void whereverItDiesAPrunerEndsTheSameRuns(String pruner) throws IOException {
    SweepPlan plan = prunedPlan(pruner);
    sweep(2, results("undisturbed"), plan, false);
    IntStream changes = IntStream.iterate(20, change -> change < 220, change -> change + 45);
    int deaths = assertSameWhereverItDies(plan, changes);
    assertTrue(deaths >= 3, "deaths: " + deaths);
  }

  private SweepPlan searchPlan(String blocks) throws IOException {
    StringBuilder text = new StringBuilder("name = s\ndefaults {\n");
    TestRuns.spec("r", "mem", 40)
        .flags()
        .forEach((flag, value) -> text.append(flag + " = " + value + "\n"));
    Path file = Files.writeString(dir.resolve("s.conf"), text + "}\n" + blocks);
    return SweepConfigLoader.load(file, Overrides.none()).plan();
  }

  private SweepPlan drawnPlan(String sampler, String more) throws IOException {
    String block =
        """
        search.%s.t {
          name = "t{draw}"
          draws = 5
          lr = { log-uniform = [.001, .5] }
          nhid = { uniform = [3, 7] }
        }
        """;
    return searchPlan(block.formatted(sampler) + more);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin", "random"})
  void aDrawnSweepHasTheSameRunsOnOneCoreAndOnTwo(String sampler) throws IOException {
    SweepPlan plan = drawnPlan(sampler, "");
    assertEquals(5, sweep(1, results("one"), plan, false).size());
    assertTrue(statuses("one").values().stream().allMatch("finished 40"::equals));
    sweep(2, results("two"), drawnPlan(sampler, ""), false);
    assertSame("one", "two", "two cores");
    assertTrue(sweep(2, results("one"), plan, false).stream().allMatch(RunOutcome::skipped));
  }

  @ParameterizedTest
  @ValueSource(strings = {"latin", "random"})
  void whereverItDiesADrawnSweepHasTheSameRuns(String sampler) throws IOException {
    SweepPlan plan = drawnPlan(sampler, HALVING_BLOCK);
    sweep(2, results("undisturbed"), plan, false);
    assertEquals(List.of("rung 15: 3 of 5 runs continue by valid_nll"), notes);
    IntStream changes = IntStream.iterate(20, change -> change < 200, change -> change + 57);
    int deaths = assertSameWhereverItDies(plan, changes);
    assertTrue(deaths >= 3, "deaths: " + deaths);
  }

  /** Nine settings: four at random, then three and two, of which halving lets half go on. */
  private SweepPlan adaptivePlan(String more) throws IOException {
    return adaptivePlan(9, 3, more);
  }

  private SweepPlan adaptivePlan(int draws, int batch, String more) throws IOException {
    String block =
        """
        search.tpe.t {
          name = "t{draw}"
          draws = %d
          startup = 4
          batch = %d
          metric = valid_nll
          lr = { log-uniform = [.001, .5] }
          nhid = { uniform = [3, 6] }
        }
        """;
    return searchPlan(block.formatted(draws, batch) + more);
  }

  private static final String HALVING_BLOCK =
      "search.halving { rungs = [15], eta = 2, metric = valid_nll }";

  @Test
  void anAdaptiveSweepHasTheSameRunsOnOneCoreAndOnTwo() throws IOException {
    SweepPlan plan = adaptivePlan("");
    assertEquals(4, KnownRuns.of(results("one"), plan).size());
    List<RunOutcome> outcomes = sweep(1, results("one"), plan, false);
    assertEquals(
        List.of("3 more runs, from the results of 4", "2 more runs, from the results of 7"), notes);
    assertEquals(9, outcomes.size());
    assertTrue(statuses("one").values().stream().allMatch("finished 40"::equals));
    assertEquals(9, KnownRuns.of(results("one"), plan).size());
    sweep(2, results("two"), plan, false);
    assertSame("one", "two", "two cores");
    Map<String, byte[]> before = files("one");
    Path row = dir.resolve("one/tables/runs/t9.parquet");
    var written = Files.getLastModifiedTime(row);
    List<RunOutcome> again = sweep(2, results("one"), plan, false);
    assertTrue(again.size() == 9 && again.stream().allMatch(RunOutcome::skipped));
    assertEquals(before.keySet(), files("one").keySet());
    assertEquals(written, Files.getLastModifiedTime(row));
    sweep(2, results("one"), plan, true);
    assertSame("two", "one", "fresh");
    assertTrue(written.compareTo(Files.getLastModifiedTime(row)) < 0);
  }

  @Test
  void whereverItDiesAnAdaptiveSweepHasTheSameRuns() throws IOException {
    SweepPlan plan = adaptivePlan(HALVING_BLOCK);
    sweep(2, results("undisturbed"), plan, false);
    assertEquals(
        List.of(
            "rung 15: 2 of 4 runs continue by valid_nll",
            "3 more runs, from the results of 4",
            "rung 15: 2 of 3 runs continue by valid_nll",
            "2 more runs, from the results of 7",
            "rung 15: 1 of 2 runs continue by valid_nll"),
        notes);
    IntStream changes = IntStream.iterate(20, change -> change < 420, change -> change + 57);
    int deaths = assertSameWhereverItDies(plan, changes);
    assertTrue(deaths >= 4, "deaths: " + deaths);
  }

  @Test
  void anAdaptiveSweepIsOverWhenEnoughGotThere() throws IOException {
    String rule = "stop-when { metric = best_valid_error, below = 101, runs = 5 }";
    // The fifth run is the first of forty, so the driver sees it long before the last of them ends.
    SweepPlan plan = adaptivePlan(50, 40, rule);
    List<RunOutcome> outcomes = sweep(1, results("a"), plan, false);
    assertEquals(44, outcomes.size());
    assertTrue(outcomes.stream().anyMatch(RunOutcome::dismissed));
    notes.clear();
    List<RunOutcome> again = sweep(2, results("a"), plan, false);
    assertEquals(outcomes.size(), again.size());
    assertTrue(again.stream().noneMatch(o -> o.status() == Status.STOPPED && !o.dismissed()));
    assertTrue(notes.get(notes.size() - 1).endsWith("; nothing is left to do"), "" + notes);
  }
}
