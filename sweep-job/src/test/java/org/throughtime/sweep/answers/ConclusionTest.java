package org.throughtime.sweep.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.throughtime.sweep.BadMetrics;
import org.throughtime.sweep.answers.RunVerdict.Outcome;

/** What all runs together show, and what is said of runs that show nothing. */
class ConclusionTest {
  private static final String GRADIENTS = "Which gradients vanish or explode through time?";
  private static final String NORMS = "Which gradient norms explode during training?";
  private static final String SATURATION = "Which hidden states saturate?";
  private static final String CLIPPING = "What did clipping do?";
  private static final String CELLS = "How do the cells differ?";
  private static final String LEARNING = "What did the runs learn?";

  private static MadeUp rnn(String name, String task) {
    return MadeUp.run(name).flags("task", task);
  }

  private static List<Answer> conclude(MadeUp... runs) {
    return Answers.conclude(Stream.of(runs).map(MadeUp::metrics).toList());
  }

  private static List<String> of(List<Answer> answers, String question) {
    return answers.stream()
        .filter(answer -> answer.question().equals(question))
        .flatMap(answer -> answer.sentences().stream())
        .map(Sentence::text)
        .toList();
  }

  private static List<Answer> canonical() {
    return conclude(
        MadeUp.run("A1").norm(k -> k == 9 ? 41 : .5).peak(195, 817).sat((k, t) -> .08),
        MadeUp.run("A2")
            .flags("clipstyle", "rescale", "cutoff", .05)
            .norm(k -> 40)
            .post(k -> .05)
            .nll(k -> 1.3 / (k + 1)),
        MadeUp.run("A4").gates().nll(k -> .1),
        rnn("B1", "mul").log10Grad((k, t) -> t <= 34 ? -9 : -3).sat((k, t) -> .01),
        MadeUp.run("B2")
            .gates()
            .flags("task", "mul")
            .log10Grad((k, t) -> t <= 8 ? -9 : t > 20 ? .5 : -3));
  }

  @Test
  void runsThatVanishExplodeOrSaturateAreNamedWithTheirMetrics() {
    List<Answer> answers = canonical();
    assertEquals(
        List.of(GRADIENTS, NORMS, SATURATION, CLIPPING, CELLS, LEARNING),
        answers.stream().map(Answer::question).toList());
    assertEquals(
        List.of(
            "At the last checkpoint, the gradient through time explodes in B2 (50.0 % of the steps"
                + " above 1); it vanishes in B1 (85.0 % of the steps below 1e-8); it neither"
                + " vanishes nor explodes in A1 (log10 from -4.0 to -4.0), A2 (log10 from -4.0 to"
                + " -4.0) and A4 (log10 from -4.0 to -4.0)."),
        of(answers, GRADIENTS));
    assertEquals(
        List.of(
            "The gradient norm before clipping, averaged between checkpoints, explodes in A1"
                + " (41.0 at iteration 200, 82.0 times that of the previous checkpoint); it does not explode"
                + " in A2 (at most 40.0), A4 (at most 0.501), B1 (at most 0.501) and B2 (at most"
                + " 0.501)."),
        of(answers, NORMS));
    assertEquals(
        List.of(
            "At the last checkpoint, with its mean distance from saturation in parentheses, the hidden"
                + " state is saturated in B1 (0.010); it is near saturation in A1 (0.080); it is not"
                + " saturated in A2 (0.700), A4 (0.700) and B2 (0.700)."),
        of(answers, SATURATION));
  }

  @Test
  void clippingAndCellsAreMeasuredByTheRunWithoutClippingAndByTheRnn() {
    List<Answer> answers = canonical();
    assertEquals(
        List.of(
            "A2 (cutoff 0.05) compared with A1 (no clipping), up to iteration 480: the largest gradient"
                + " norm after clipping is 41.0 in A1, lower in A2 (0.0500); the training loss is 1.28 in"
                + " A1, lower in A2 (0.0542)."),
        of(answers, CLIPPING));
    List<String> cells = of(answers, CELLS);
    assertEquals(2, cells.size());
    assertEquals(
        "A4 (gru) compared with A1 (rnn), up to iteration 480: the mean log10 of |dL/dh_t| is -4.00 in"
            + " A1, similar in A4 (-4.00); the distance from saturation is 0.080 in A1,"
            + " higher in A4 (0.700); the training loss is 1.28 in A1, lower in A4 (0.100).",
        cells.get(0));
    assertTrue(
        cells.get(1).startsWith("B2 (gru) compared with B1 (rnn), up to iteration 480: "),
        cells.get(1));
  }

  @Test
  void severalRunsAgainstOneAreGroupedByWhatTheyShow() {
    assertEquals(
        List.of(
            "A2 (cutoff 0.05) and A3 (cutoff 0.01) compared with A1 (no clipping), up to iteration 480:"
                + " the largest gradient norm after clipping is 5.00 in A1, lower in A2 (0.0500) and A3"
                + " (0.0100); the training loss is 1.28 in A1, lower in A2 (0.400), similar in A3"
                + " (1.25)."),
        of(
            conclude(
                MadeUp.run("A1").norm(k -> 5),
                MadeUp.run("A2")
                    .flags("clipstyle", "rescale", "cutoff", .05)
                    .post(k -> .05)
                    .nll(k -> .4),
                MadeUp.run("A3")
                    .flags("clipstyle", "rescale", "cutoff", .01)
                    .post(k -> .01)
                    .nll(k -> 1.25)),
            CLIPPING));
  }

  @Test
  void whatRunsLearnedIsSaidByErrorAndLoss() {
    List<String> learned = of(canonical(), LEARNING);
    assertEquals(
        "No run solves its task; the lowest validation error is 100.00 % in A1, 100.00 % in A2,"
            + " 100.00 % in A4, 100.00 % in B1 and 100.00 % in B2.",
        learned.get(0));
    assertTrue(
        learned
            .get(1)
            .startsWith(
                "The training loss falls from the first checkpoint to the last in A2 (1.30 to"
                    + " 0.0542); it does not change clearly in A1 (1.30 to 1.28), A4"),
        learned.get(1));
    assertTrue(learned.get(2).contains("a constant output lowers it too"), learned.get(2));
    assertTrue(
        of(conclude(rnn("T", "torder").status("solved"), rnn("B", "mul")), LEARNING)
            .get(0)
            .startsWith("T solves its task; "));
  }

  /** Outputs that are NaN make no error that is counted. */
  @Test
  void aValidErrorBesideANllThatIsNotFiniteIsNoResult() {
    for (double nll : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      MadeUp nan = rnn("nan", "add").status("solved").validation(k -> 0, k -> nll);
      MadeUp later = rnn("later", "mul").validation(k -> k < 20 ? 40 : 0, k -> k < 20 ? 1 : nll);
      assertEquals(
          "No run solves its task; the lowest validation error is 40.00 % in later.",
          of(conclude(nan, later), LEARNING).get(0));
    }
  }

  @Property(tries = 60)
  void aCheckpointThatDoesNotCountNeitherSolvesNorIsTheLowest(
      @ForAll("notFinite") Double bad, @ForAll("notFinite") Double nll, @ForAll boolean noError) {
    MadeUp solved = rnn("bad", "add").status("solved").validation(k -> noError ? 0 : bad, k -> nll);
    MadeUp finished = rnn("other", "add").validation(k -> bad, k -> .1);
    MadeUp good = rnn("good", "mul").validation(k -> 99, k -> 1);
    assertEquals(
        "No run solves its task; the lowest validation error is 99.00 % in good.",
        of(conclude(solved, finished, good), LEARNING).get(0));
    for (MadeUp run : List.of(solved, finished)) {
      Outcome outcome = RunVerdict.of(run.metrics()).outcome();
      assertFalse(outcome == Outcome.SOLVED || outcome == Outcome.LEARNED, outcome::label);
    }
  }

  @Provide
  Arbitrary<Double> notFinite() {
    return BadMetrics.notFinite();
  }

  @Test
  void whatHasNotEndedOrIsNotFiniteIsSaidWhereverItIsLeftOut() {
    List<Answer> answers =
        conclude(
            rnn("done", "mem"),
            rnn("going", "mul").status("running").checkpoints(5),
            rnn("failed", "add").status("failed").checkpoints(0),
            rnn("nan", "torder")
                .status("diverged")
                .log10Grad((k, t) -> Double.NaN)
                .norm(k -> k > 3 ? Double.NaN : .5)
                .nll(k -> Double.NaN),
            rnn("bare", "perm").withoutProfiles());
    assertEquals(
        List.of(
            "going (running) is included up to iteration 100; failed (failed) is left out because it has"
                + " no checkpoint; nan (diverged) is included up to iteration 480."),
        of(answers, "Which runs are not complete?"));
    for (String topic : List.of(GRADIENTS, SATURATION)) {
      assertTrue(
          of(answers, topic).get(0).endsWith("; there is no conclusion for failed, nan and bare."),
          of(answers, topic)::toString);
    }
    assertTrue(
        of(answers, NORMS).get(0).contains("is not finite in nan (at 20 of 24 checkpoints)"),
        of(answers, NORMS)::toString);
    assertTrue(of(answers, NORMS).get(0).endsWith("; there is no conclusion for failed."));
    assertTrue(
        of(answers, LEARNING).get(1).endsWith("; there is no conclusion for failed and nan."),
        of(answers, LEARNING)::toString);
    assertEquals(
        List.of("No conclusion: no two of the runs differ only in clipping."),
        of(answers, CLIPPING));
    answers.stream()
        .flatMap(answer -> answer.sentences().stream())
        .forEach(sentence -> assertFalse(sentence.text().contains("NaN"), sentence::text));
  }

  @Test
  void comparisonsWithoutACommonCheckpointSaySo() {
    List<Answer> answers =
        conclude(
            MadeUp.run("A1"),
            MadeUp.run("A2").flags("clipstyle", "rescale").checkpoints(0).status("failed"));
    assertEquals(
        List.of("A1, A2 cannot be compared: they have no checkpoint in common."),
        of(answers, CLIPPING));
  }

  @Test
  void withoutACheckpointThereIsNoConclusion() {
    assertEquals(
        List.of(), conclude(MadeUp.run("a").checkpoints(0), rnn("b", "mul").checkpoints(0)));
    assertEquals(
        List.of("No conclusion: no run has the metrics that this question needs."),
        of(
            conclude(rnn("a", "mem").withoutProfiles(), rnn("b", "mul").withoutProfiles()),
            GRADIENTS));
  }
}
