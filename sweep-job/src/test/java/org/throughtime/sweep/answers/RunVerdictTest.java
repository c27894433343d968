package org.throughtime.sweep.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.answers.RunVerdict.Outcome;

class RunVerdictTest {
  private static void assertVerdict(Outcome outcome, String words, MadeUp run) {
    assertVerdict(outcome, words, run.metrics());
  }

  private static void assertVerdict(Outcome outcome, String words, RunMetrics run) {
    RunVerdict verdict = RunVerdict.of(run);
    assertEquals(outcome, verdict.outcome(), verdict.sentence().text());
    assertTrue(verdict.sentence().text().contains(words), verdict.sentence().text());
    assertTrue(verdict.sentence().text().endsWith("."), verdict.sentence().text());
    assertFalse(
        verdict.sentence().text().matches("(?i).*\\b" + outcome.label() + ": .*"),
        outcome.label() + " " + verdict.sentence().text());
  }

  private static RunMetrics solved(LengthScore... lengths) {
    RunMetrics run =
        MadeUp.run("S").status("solved").validation(k -> k < 23 ? 75 : 0, k -> .1).metrics();
    return new RunMetrics(
        run.spec(), run.status(), run.checkpoints(), run.norms(), List.of(lengths));
  }

  @Test
  void aRunWithoutACheckpointHasNothingToJudge() {
    assertVerdict(
        Outcome.UNKNOWN, "has no checkpoint", MadeUp.run("W").status("waiting").checkpoints(0));
  }

  @Test
  void aSolvedRunHoldsToTheLengthBeforeTheFirstThatIsLost() {
    assertVerdict(Outcome.SOLVED, "was not evaluated on longer sequences", solved());
    assertVerdict(
        Outcome.SOLVED,
        "; on fresh sequences the error is below 1 % up to length 5,000.",
        solved(new LengthScore(5000, .4), new LengthScore(200, 0)));
    assertVerdict(
        Outcome.SOLVED,
        "; on fresh sequences the error is below 1 % up to length 300; at length 1,000 the error is 12.00 %.",
        solved(new LengthScore(300, .9), new LengthScore(1000, 12), new LengthScore(5000, .2)));
    assertVerdict(
        Outcome.SOLVED, "; at length 200 the error is 1.00 %.", solved(new LengthScore(200, 1)));
    assertVerdict(
        Outcome.SOLVED,
        "; at length 200 the error is not finite.",
        solved(new LengthScore(200, Double.NaN)));
  }

  @Test
  void halfOfTheFirstErrorIsLearning() {
    assertVerdict(
        Outcome.LEARNED,
        "The lowest validation error is 40.00 %, at most 50 % of the first (80.00 %).",
        MadeUp.run("L").validation(k -> 80 - 40 * k / 23, k -> 1));
    assertVerdict(
        Outcome.NOT_LEARNED,
        "The validation error starts at 80.00 % and never falls below 41.00 %; a run counts as"
            + " learned at 50 % of the first value;",
        MadeUp.run("N").validation(k -> 80 - 39 * k / 23, k -> 1));
  }

  /** In temporal order of two symbols, one of them known leaves every second answer wrong. */
  @Test
  void aRunOfTemporalOrderCanBeStuckAtOneSymbol() {
    assertVerdict(
        Outcome.STUCK,
        "The lowest validation error is 49.00 %",
        MadeUp.run("T").flags("task", "torder").validation(k -> k < 5 ? 75 : 49, k -> 1));
    assertVerdict(
        Outcome.STUCK,
        "knows 2 of 3 symbols (50.0 %)",
        MadeUp.run("T").flags("task", "torder3").validation(k -> k < 5 ? 87 : 48, k -> 1));
    assertVerdict(
        Outcome.NOT_LEARNED,
        "70.00 %",
        MadeUp.run("T").flags("task", "torder").validation(k -> k < 5 ? 75 : 70, k -> 1));
  }

  @Test
  void whatDidNotLearnExplodedOrVanishedOrNeither() {
    assertVerdict(
        Outcome.EXPLODED, "The gradient norm rose", MadeUp.run("E").norm(k -> k == 12 ? 500 : .5));
    assertVerdict(
        Outcome.DIVERGED,
        "The gradient norm is not a finite number",
        MadeUp.run("D").norm(k -> k == 12 ? Double.NaN : .5));
    assertVerdict(Outcome.VANISHED, "At iteration", MadeUp.run("V").log10Grad((k, t) -> -11));
    assertVerdict(Outcome.NOT_LEARNED, "neither vanishes nor explodes", MadeUp.run("N"));
    assertVerdict(Outcome.NOT_LEARNED, "100.00 %", MadeUp.run("P").withoutProfiles());
  }

  @Test
  void whatStillTrainsHasNotLearnedYet() {
    MadeUp running = MadeUp.run("N").status("running");
    assertVerdict(Outcome.NOT_LEARNED_YET, "neither vanishes nor explodes", running);
    assertVerdict(Outcome.NOT_LEARNED_YET, "100.00 %", running.withoutProfiles());
    assertVerdict(
        Outcome.NOT_LEARNED, "neither vanishes nor explodes", MadeUp.run("N").status("stopped"));
  }
}
