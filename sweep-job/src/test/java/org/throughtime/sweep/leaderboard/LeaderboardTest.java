package org.throughtime.sweep.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.CheckpointMetrics;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.MadeUpRows;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.config.SweepConfigLoader;
import org.throughtime.sweep.plan.TrainCall;
import org.throughtime.sweep.progress.LeaderboardText;
import org.throughtime.sweep.snapshot.RunState;
import org.throughtime.sweep.snapshot.SweepStatus;
import org.throughtime.sweep.table.LatestMetrics;
import org.throughtime.sweep.table.Status;

class LeaderboardTest {
  private static final RunSpec DEFAULTS =
      SweepConfigLoader.ofFlags("test", java.util.Map.of()).runs().get(0);

  private final List<RunState> runs = new ArrayList<>();

  private void run(double lr, int seed, String status, int steps, double best, double last) {
    RunSpec spec = TestRuns.canonical("name", "r" + lr + "_s" + seed, "lr", lr, "seed", seed);
    runs.add(
        new RunState(
            spec,
            Status.parse(status),
            OptionalInt.of(steps),
            Optional.of(MadeUpRows.latest(best, last, 1, 1, 1, 1)),
            Optional.empty(),
            Optional.empty()));
  }

  private Leaderboard leaderboard() {
    return Leaderboard.of(new SweepStatus("s", runs));
  }

  private List<Object> rates() {
    return leaderboard().settings().stream().map(r -> r.setting().flags().get("lr")).toList();
  }

  @Test
  void runsThatDifferInNothingButTheSeedAreOneSetting() {
    run(.1, 1, "solved", 99, 0, 0);
    run(.2, 1, "finished", 99, 3, 3);
    run(.1, 2, "finished", 199, 5, 9);
    run(.1, 3, "solved", 299, 0, 0);
    run(.1, 4, "diverged", 5, 100, 100);
    run(.1, 5, "stopped", 5, 4, 4);
    run(.1, 6, "failed", 5, 4, 4);
    Replicates first = leaderboard().settings().get(0);
    assertEquals(6, first.runs().size());
    assertEquals(4, first.ended());
    assertEquals(2, first.solved());
    assertEquals(OptionalDouble.of(.5), first.successRate());
    assertEquals(List.of(100, 300), first.iterationsToSuccess());
    assertEquals(OptionalDouble.of(200), first.medianIterations());
    assertEquals(OptionalDouble.of(0), first.bestError());
    assertEquals(OptionalDouble.of(4), first.lastError());
    assertEquals("r0.1_s1", first.example().name());
    assertEquals(2, leaderboard().settings().size());
  }

  /** Metrics of Wilson's formula, (p + z2/2n -+ z sqrt(p(1-p)/n + z2/4n2)) / (1 + z2/n). */
  @Test
  void theIntervalIsWilsons() {
    for (int seed = 1; seed <= 5; seed++) {
      run(.1, seed, "solved", 100, 0, 0);
      run(.2, seed, seed == 1 ? "finished" : "solved", 100, 0, 0);
    }
    ConfidenceInterval all = leaderboard().settings().get(0).interval();
    assertEquals(.5655, all.getLowerBound(), 5e-5);
    assertEquals(1, all.getUpperBound(), 1e-12);
    ConfidenceInterval four = leaderboard().settings().get(1).interval();
    assertEquals(.3755, four.getLowerBound(), 5e-5);
    assertEquals(.9638, four.getUpperBound(), 5e-5);
    runs.clear();
    run(.1, 1, "running", 3, 50, 50);
    assertThrows(IllegalStateException.class, () -> leaderboard().settings().get(0).interval());
  }

  @Test
  void theBestComeFirst() {
    run(.1, 1, "finished", 500, 1, 2);
    run(.2, 1, "finished", 500, .5, 9);
    run(.3, 1, "running", 500, .1, .1);
    run(.4, 1, "solved", 400, 0, 0);
    run(.4, 2, "finished", 500, 1, 1);
    run(.5, 1, "solved", 499, 0, 0);
    run(.6, 1, "solved", 399, 0, 0);
    assertEquals(List.of(.6, .5, .4, .2, .1, .3), rates());
  }

  /** One success of one says less than nine of ten. */
  @Test
  void settingsAreRankedByTheLowerBoundOfTheirRate() {
    run(.1, 1, "solved", 100, 0, 0);
    for (int seed = 1; seed <= 10; seed++) {
      run(.2, seed, seed == 1 ? "finished" : "solved", 900, 0, 0);
    }
    assertEquals(List.of(.2, .1), rates());
  }

  /** Of two runs one was left behind at a rung: the setting does not work every time. */
  @Test
  void whoIsLeftBehindAtARungIsUnsolved() {
    run(.1, 1, "solved", 499, 0, 0);
    run(.1, 2, "stopped", 199, 40, 40);
    run(.2, 1, "stopped", 199, 50, 50);
    run(.2, 2, "finished", 999, 1, 1);
    SweepStatus status = leaving(Map.of(runs.get(1), 200, runs.get(2), 200));
    Replicates first = Leaderboard.of(status).settings().get(0);
    assertEquals(OptionalDouble.of(.5), first.successRate());
    assertEquals(2, first.ended());
    assertEquals(1, first.leftBehind());
    assertEquals(Map.of(200, 2L), LeftBehind.of(status).rungs());
    String text = new LeaderboardText(Leaderboard.of(status), DEFAULTS).render(2);
    assertTrue(text.contains("2 left behind at a rung: unsolved"), text);
  }

  private SweepStatus leaving(Map<RunState, Integer> behind) {
    Map<String, Integer> names = new HashMap<>();
    behind.forEach((run, rung) -> names.put(run.spec().name(), rung));
    return new SweepStatus("s", runs, Set.of(), names);
  }

  /** At a checkpoint, beside others, while a run trained further: nothing is guessed from that. */
  @Test
  void whoWasInterruptedIsNotLeftBehind() {
    run(.1, 1, "stopped", 199, 40, 40);
    run(.2, 1, "stopped", 199, 50, 50);
    run(.3, 1, "finished", 999, 1, 1);
    assertEquals(Set.of(), LeftBehind.of(new SweepStatus("s", runs)).runs());
  }

  /** The entry of a run that has gone on to its end since is of no more use. */
  @Test
  void whoWentOnIsNotLeftBehind() {
    run(.1, 1, "stopped", 250, 40, 40);
    run(.2, 1, "finished", 999, 50, 50);
    SweepStatus status = leaving(Map.of(runs.get(0), 200, runs.get(1), 200));
    assertEquals(Map.of(200, 1L), LeftBehind.of(status).rungs());
    assertEquals(Set.of(runs.get(0).spec().name()), LeftBehind.of(status).runs());
  }

  /** Half a value is another value: a setting that has no room loses whole flags. */
  @Test
  void aLongSettingIsCutBetweenItsFlags() {
    for (int i = 0; i < 2; i++) {
      RunSpec spec =
          TestRuns.canonical(
              "name",
              "r" + i,
              "lr",
              .1 + i,
              "alpha",
              2.0 + i,
              "cutoff",
              .125 + i,
              "init",
              i == 0 ? "basic_tanh" : "smart_tanh",
              "bound",
              1e-10 * (1 + i));
      runs.add(
          new RunState(
              spec,
              Status.FINISHED,
              OptionalInt.of(9),
              Optional.of(MadeUpRows.latest(1, 1, 1, 1, 1, 1)),
              Optional.empty(),
              Optional.empty()));
    }
    String text = new LeaderboardText(leaderboard(), DEFAULTS).render(2);
    List<String> lines = text.lines().toList();
    assertTrue(lines.get(2).startsWith("1  init=basic_tanh lr=0.1 +3 more "), text);
    assertTrue(lines.get(3).startsWith("2  init=smart_tanh lr=1.1 +3 more "), text);
    lines.subList(1, 4).forEach(line -> assertTrue(line.length() <= 120, line));
  }

  @Provide
  Arbitrary<Optional<LatestMetrics>> badOrAbsent() {
    return Arbitraries.oneOf(
        BadMetrics.checkpoints().map(Optional::of), Arbitraries.just(Optional.empty()));
  }

  private static RunState state(RunSpec spec, String status, Optional<LatestMetrics> metrics) {
    return new RunState(
        spec, Status.parse(status), OptionalInt.of(9), metrics, Optional.empty(), Optional.empty());
  }

  /** Whatever a row says of it, as those of earlier versions do. */
  @Property(tries = 100)
  void aCheckpointThatDoesNotCountMakesNoSettingBetter(
      @ForAll("badOrAbsent") Optional<LatestMetrics> metrics) {
    RunSpec good = TestRuns.canonical("name", "good", "lr", .1);
    for (String status : List.of("solved", "finished", "diverged", "running", "stopped")) {
      RunSpec bad = TestRuns.canonical("name", "bad", "lr", .2);
      RunSpec replicate = TestRuns.canonical("name", "replicate", "lr", .1, "seed", 7);
      List<RunState> states =
          List.of(
              state(bad, status, metrics),
              state(replicate, status, metrics),
              state(good, "finished", Optional.of(BadMetrics.poor())));
      Leaderboard board = Leaderboard.of(new SweepStatus("s", states));
      assertEquals(.1, board.settings().get(0).setting().flags().get("lr"), status);
      Replicates first = board.settings().get(0);
      assertEquals(good, first.example(), status);
      assertEquals(0, first.solved(), status);
      assertEquals(OptionalDouble.of(100), first.bestError(), status);
      assertEquals(OptionalDouble.of(100), first.lastError(), status);
      assertEquals(OptionalDouble.empty(), board.settings().get(1).bestError(), status);
    }
  }

  @Test
  void amongSettingsWithoutSuccessTheOneThatHoldsLongerComesFirst() {
    RunSpec shorter = TestRuns.canonical("name", "shorter", "lr", .1);
    RunSpec longer = TestRuns.canonical("name", "longer", "lr", .2);
    RunSpec none = TestRuns.canonical("name", "none", "lr", .3);
    LatestMetrics better = MadeUpRows.latest(1, 1, 1, 1, 1, 1);
    LatestMetrics worse = MadeUpRows.latest(2, 2, 1, 1, 1, 1);
    List<RunState> states =
        List.of(
            state(none, "finished", Optional.of(better)),
            state(
                shorter,
                "finished",
                Optional.of(MadeUpRows.with(better, CheckpointMetrics.HOLD, 50))),
            state(
                longer,
                "finished",
                Optional.of(MadeUpRows.with(worse, CheckpointMetrics.HOLD, 500))));
    Leaderboard board = Leaderboard.of(new SweepStatus("s", states));
    assertEquals(
        List.of(longer, shorter, none),
        board.settings().stream().map(Replicates::example).toList());
    assertEquals(OptionalDouble.of(500), board.settings().get(0).bestHold());
    assertEquals(OptionalDouble.empty(), board.settings().get(2).bestHold());
    String text = new LeaderboardText(board, DEFAULTS).render(3);
    assertTrue(text.lines().skip(1).findFirst().orElseThrow().endsWith("best hold"), text);
    Replicates replicates =
        new Replicates(
            Setting.of(shorter),
            List.of(states.get(1), states.get(2)),
            new LeftBehind(Set.of(), Map.of()));
    assertEquals(longer, replicates.example());
  }

  @Test
  void severalNamesOfOneSpecificationAreOneRun() {
    RunSpec a = TestRuns.canonical("name", "a", "lr", .1);
    RunSpec again = TestRuns.canonical("name", "again", "lr", .1);
    RunSpec seed = TestRuns.canonical("name", "seed", "lr", .1, "seed", 7);
    LatestMetrics solved = MadeUpRows.latest(0, 0, 1, 1, 1, 1);
    Replicates runs =
        new Replicates(
            Setting.of(a),
            List.of(
                state(a, "running", Optional.empty()),
                state(again, "solved", Optional.of(solved)),
                state(seed, "solved", Optional.of(solved))),
            new LeftBehind(Set.of(), Map.of()));
    assertEquals(List.of(again, seed), runs.runs().stream().map(RunState::spec).toList());
    assertEquals(2, runs.ended());
    assertEquals(2, runs.solved());
    assertEquals(List.of(10, 10), runs.iterationsToSuccess());
  }

  /** Without Omega nothing reads omegaGradient: it is in no spec_hash, and tells nothing apart. */
  @Test
  void aFlagThatNothingReadsMakesNoSetting() {
    RunSpec full = TestRuns.canonical("name", "full", "omegaGradient", "full");
    RunSpec direct = TestRuns.canonical("name", "direct", "omegaGradient", "direct");
    assertEquals(full.hash(), direct.hash());
    assertEquals(Setting.of(full), Setting.of(direct));
    RunSpec with = TestRuns.canonical("name", "x", "omegaGradient", "direct", "alpha", 2);
    assertEquals("direct", Setting.of(with).flags().get("omegaGradient"));
  }

  @Test
  void aSettingOfWhichNoRunHasEndedHasNoCountOfSolvedOnes() {
    run(.3, 52, "running", 100, 7, 8);
    String text = new LeaderboardText(leaderboard(), DEFAULTS).render(1);
    assertFalse(text.contains("0 of 0"), text);
  }

  @Test
  void aSweepOfOneRunASettingWithoutSuccessHasNothingToTell() {
    run(.1, 1, "finished", 500, 1, 2);
    run(.2, 1, "finished", 500, 1, 2);
    assertFalse(leaderboard().tellsMore());
    run(.2, 2, "waiting", 0, 1, 2);
    assertTrue(leaderboard().tellsMore());
  }

  @Test
  void printsSettingsAndHowToRepeatThem() {
    run(.01, 52, "solved", 999, 0, 0);
    run(.01, 53, "solved", 1999, 0, 0);
    run(.2, 52, "finished", 49999, 1.5, 3);
    run(.2, 53, "stopped", 100, 7, 8);
    run(.3, 52, "waiting", 100, 7, 8);
    assertEquals(
        """
        settings by the lower bound of the success rate, then by iterations to success
        setting     solved  95% interval  runs  iterations: median   least..most  lowest err%  median err%
        1  lr=0.01  2 of 2    0.34..1.00     2               1,500  1,000..2,000         0.00         0.00
        2  lr=0.2   0 of 1    0.00..0.79     2                   -             -         1.50         5.50
        and 1 more

        commands that repeat the best run of each setting
        1  ./submit.sh train --maxiters 50000 --clipstyle nothing --alpha 0 --collectDiags --diagBins 60 --name r0.01_s52
        2  ./submit.sh train --lr 0.2 --maxiters 50000 --clipstyle nothing --alpha 0 --collectDiags --diagBins 60 --name r0.2_s52
        """,
        new LeaderboardText(leaderboard(), DEFAULTS).render(2));
  }

  @Test
  void theCallHoldsWhateverIsNoDefault() {
    RunSpec run =
        TestRuns.canonical(
            "name", "x", "task", "torder", "seed", 7, "cutoff", -1.0, "solvedChecks", 3);
    assertEquals(
        "./submit.sh train --task torder --maxiters 50000 --clipstyle nothing --cutoff=-1 --alpha 0"
            + " --solvedChecks 3 --collectDiags --diagBins 60 --seed 7 --name x",
        TrainCall.of(run, DEFAULTS));
  }
}
