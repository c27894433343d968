package org.throughtime.sweep.answers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.throughtime.model.train.Checkpoint;
import org.throughtime.model.train.RunSpec;
import org.throughtime.sweep.TestRuns;
import org.throughtime.sweep.table.Status;

/** Every sentence follows from the metrics: a metric across its bound gives another sentence. */
class AnswersTest {
  private static final String NO_CONCLUSION_OVER_STEPS =
      "No conclusion over the 40 steps of the last checkpoint: the rank correlation of";
  private static final String NO_CONCLUSION_OVER_CHECKPOINTS =
      "No conclusion over the 24 checkpoints: the rank correlation of";

  private static List<String> texts(Answer answer) {
    return answer.sentences().stream().map(Sentence::text).toList();
  }

  private static List<String> texts(MadeUp run, Question question) {
    return texts(Answers.of(run.metrics()).get(question));
  }

  private static String verdict(MadeUp run, Question question) {
    return Answers.of(run.metrics()).get(question).verdict().text();
  }

  private static List<String> norm(MadeUp run) {
    return texts(run, Question.NORM);
  }

  private static List<String> gradient(MadeUp run) {
    return texts(run, Question.GRADIENT);
  }

  private static List<String> saturation(MadeUp run) {
    return texts(run, Question.SATURATION);
  }

  private static List<String> clipping(MadeUp run) {
    return texts(run, Question.CLIPPING);
  }

  private static List<String> gates(MadeUp run) {
    return texts(run, Question.GATES);
  }

  private static List<String> radius(MadeUp run) {
    return texts(run, Question.RADIUS);
  }

  private static MadeUp run() {
    return MadeUp.run("made-up");
  }

  private static void assertSays(List<String> texts, String words) {
    assertTrue(
        texts.stream().anyMatch(text -> text.contains(words)),
        () -> words + " is not in\n" + String.join("\n", texts));
  }

  private static void assertSaysNot(List<String> texts, String words) {
    assertFalse(
        texts.stream().anyMatch(text -> text.contains(words)),
        () -> words + " is in\n" + String.join("\n", texts));
  }

  /** A profile that has one value at the first steps and another one at the others. */
  private static DoubleBinaryOperator first(int steps, double there, double elsewhere) {
    return (k, t) -> t <= steps ? there : elsewhere;
  }

  @Test
  void everyQuestionIsAnsweredForARunThatItAppliesTo() {
    assertEquals(
        List.of(
            "Does the gradient through time vanish, explode or spread?",
            "Does the norm of the gradient explode during training?",
            "Does the hidden state saturate, and is saturation correlated with the gradient?",
            "What did clipping change?",
            "How close are the gates to 0 or 1, and is that correlated with the gradient?",
            "Is rho, the spectral radius of W_hh, correlated with the gradient?"),
        Answers.of(run().gates().flags("clipstyle", "rescale").metrics()).values().stream()
            .map(Answer::question)
            .toList());
  }

  @Test
  void aQuestionThatDoesNotApplyIsLeftOut() {
    assertEquals(
        List.of(Question.GRADIENT, Question.NORM, Question.SATURATION, Question.RADIUS),
        List.copyOf(Answers.of(run().metrics()).keySet()),
        "an rnn has no gates, and this one does not clip");
    assertFalse(
        Answers.of(run().flags("clipstyle", "rescale", "cutoff", 0.0).metrics())
            .containsKey(Question.CLIPPING),
        "a cutoff of 0 does not clip");
  }

  @Test
  void aGradientVanishesWhereItIsBelow1e8AtHalfOfTheSteps() {
    assertEquals(
        "Vanishes: at iteration 480, the gradient is below 1e-8 at 20 of 40 steps (50.0 %).",
        verdict(run().log10Grad(first(20, -8.1, -3)), Question.GRADIENT));
    assertSays(
        gradient(run().log10Grad(first(20, -8.1, -3))),
        "The gradient vanishes if |dL/dh_t| is below 1e-8 at 50 % or more of the steps, and vanishes"
            + " in part at 10 % or more. It explodes if |dL/dh_t| is above 1 at 10 % or more. It is"
            + " below 1e-12, where the logarithm no longer shows it, at none of 40 steps.");
    assertSays(gradient(run().log10Grad(first(20, -7.9, -3))), "Neither vanishes nor explodes");
    assertEquals(
        "Vanishes in part: at iteration 480, the gradient is below 1e-8 at 19 of 40 steps (47.5 %).",
        verdict(run().log10Grad(first(19, -8.1, -3)), Question.GRADIENT));
    assertEquals(
        "Neither vanishes nor explodes, but is spread over 5.1 orders of magnitude: at iteration"
            + " 480, the gradient is below 1e-8 at 3 of 40 steps (7.5 %), and above 1 at none of 40"
            + " steps.",
        verdict(run().log10Grad(first(3, -8.1, -3)), Question.GRADIENT));
  }

  @Test
  void whereNothingVanishesOrExplodesAReaderSeesItAtOnce() {
    assertEquals(
        "Neither vanishes nor explodes: at iteration 480, none of 40 steps has a gradient below"
            + " 1e-8, and none has one above 1.",
        verdict(run(), Question.GRADIENT));
    gradient(run()).forEach(text -> assertFalse(text.matches(".*\\b0 of .*|.*\\b0\\.0 %.*"), text));
  }

  @Test
  void whatIsGoneIsCountedAndWhereTheMetricEndsIsSaid() {
    List<String> texts = gradient(run().log10Grad(first(30, -14, -3)));
    assertSays(
        texts,
        "It is below 1e-12, where the logarithm no longer shows it, at 30 of 40 steps (75.0 %).");
    assertSays(texts, "1e-12 is added before the logarithm, so smaller values do not show.");
    assertSaysNot(
        gradient(run().log10Grad(first(30, -11.9, -3))),
        "1e-12 is added before the logarithm, so smaller values do not show.");
  }

  @Test
  void aGradientExplodesWhereItIsAbove1AtATenthOfTheSteps() {
    assertEquals(
        "Explodes: at iteration 480, the gradient is above 1 at 4 of 40 steps (10.0 %).",
        verdict(run().log10Grad(first(4, .1, -3)), Question.GRADIENT));
    assertSays(gradient(run().log10Grad(first(3, .1, -3))), "Neither vanishes nor explodes");
    assertSays(gradient(run().log10Grad(first(4, -.1, -3))), "Neither vanishes nor explodes");
  }

  @Test
  void aGradientIsSpreadFromOneOrderOfMagnitudeOn() {
    assertSays(
        gradient(run().log10Grad(first(10, -3.5, -5))),
        "It is spread over t: it covers 1.5 orders of magnitude (1 or more), from 10^-5.0 to"
            + " 10^-3.5.");
    assertSays(
        gradient(run().log10Grad(first(10, -4.2, -5))),
        "It is even over t: it covers 0.8 orders of magnitude (less than 1)");
  }

  @Test
  void itIsSaidHowItChangesFromTheLastStepBackToTheFirst() {
    assertSays(
        gradient(run().log10Grad(first(10, -6, -4))),
        "From the last step back to the first, it falls by 2.0 orders of magnitude.");
    assertSays(
        gradient(run().log10Grad(first(10, -2, -4))),
        "From the last step back to the first, it grows by 2.0 orders of magnitude.");
    assertSays(
        gradient(run().log10Grad(first(10, -3.1, -4))),
        "Its values at the first and the last step differ by less than 1 order of magnitude.");
  }

  @Test
  void checkpointsThatVanishedOrExplodedAreCounted() {
    List<String> texts =
        gradient(
            run()
                .log10Grad(
                    (k, t) -> k < 7 ? (t <= 20 ? -9 : -3) : k < 12 ? (t <= 4 ? 1 : -3) : -3));
    assertSays(texts, "it vanished at 7 of 24 checkpoints");
    assertSays(texts, "exploded at 5 (10 % or more above 1)");
    assertSays(texts, "Over training, its mean log10 changed from -6.00 (iteration 20) to -3.00");
  }

  @Test
  void aNormExplodesWhereItGrowsTenfoldAtOnce() {
    assertEquals(
        "Exploded: the gradient norm rose from 0.500 (iteration 20) to a maximum of 12.0 (iteration 200), 24.0"
            + " times the first norm and 24.0 times the previous one; up to the last checkpoint, the largest norm of a single"
            + " iteration is 12.0, at iteration 181.",
        verdict(run().norm(k -> k == 9 ? 12 : .5), Question.NORM));
    assertSays(
        norm(run()),
        "explodes if its maximum is at least 10 times the first norm and at least 10 times the");
    assertSays(
        norm(run().norm(k -> .5 * Math.pow(1.3, k))),
        "Grew without a jump: the gradient norm rose");
    assertSays(norm(run().norm(k -> k == 9 ? 4.5 : .5)), "Did not explode: the gradient norm rose");
    assertSays(
        norm(run().norm(k -> 5 - .1 * k)),
        "Did not grow: the gradient norm is largest at the first checkpoint, iteration 20, with 5.00");
    assertSays(
        norm(run().norm(k -> k == 0 ? 0 : 3)),
        "No conclusion: the gradient norm went from 0.00 (iteration");
  }

  @Test
  void unitsAreSaturatedWhereTheDistanceIsBelowSatThreshAtHalfOfTheSteps() {
    assertEquals(
        "Saturated: at iteration 480, the mean distance of the units from saturation is below"
            + " satThresh (0.05) at 20 of 40 steps (50.0 %); the data show no clear correlation"
            + " between the gradient and that distance.",
        verdict(run().sat(first(20, .04, .9)), Question.SATURATION));
    assertSays(
        saturation(run().sat(first(20, .04, .9)).flags("satThresh", .03)), "Not saturated: at");
    assertSays(saturation(run().sat(first(19, .04, .9))), "Saturated in part: at iteration");
    assertSays(saturation(run().sat(first(3, .04, .9))), "Not saturated: at");
    assertSays(
        saturation(run()),
        "saturated if that distance is below satThresh (0.05) at 50 % or more of the steps, and as"
            + " saturated in part at 10 % or more.");
  }

  @Test
  void unitsAreNearSaturationWhereTheMeanDistanceIsBelowAFifth() {
    List<String> near = saturation(run().sat((k, t) -> .19));
    assertEquals(
        "Near saturation: at iteration 480, the mean distance of the units from saturation is 0.190"
            + " (units at rest: 1); the data show no clear correlation between the gradient and that"
            + " distance.",
        near.get(0));
    assertSays(near, "is 0.190 (near saturation: below 0.2; units at rest: 1).");
    assertSays(near, "it was below 0.2 at 24 of 24 checkpoints.");
    assertSays(saturation(run().sat((k, t) -> .21)), "Not saturated: at");
  }

  @Test
  void aSigmoidHasHalfTheDistance() {
    Object[] sigmoid = {"init", "sigmoid"};
    assertSays(
        saturation(run().sat((k, t) -> .11).flags(sigmoid)),
        "(near saturation: below 0.1; units at rest: 0.5)");
    assertSays(saturation(run().sat((k, t) -> .11).flags(sigmoid)), "Not saturated: at");
    assertSays(saturation(run().sat((k, t) -> .09).flags(sigmoid)), "Near saturation: at");
  }

  @Test
  void saturationGoesWithTheGradientOverTheStepsOrNot() {
    assertSays(
        List.of(
            verdict(
                run().sat((k, t) -> t / 50).log10Grad((k, t) -> -5 + t / 40), Question.SATURATION)),
        "; the gradient is larger where that distance is larger (rank correlation 1.00 over the"
            + " steps).");
    assertSays(
        saturation(run().sat((k, t) -> t / 50).log10Grad((k, t) -> -5 + t / 40)),
        "log10 of |dL/dh_t| is larger where the distance from saturation is larger (rank"
            + " correlation 1.00, at least 0.5 in absolute value), as expected if saturation weakens");
    assertSays(
        saturation(run().sat((k, t) -> 1 - t / 50).log10Grad((k, t) -> -5 + t / 40)),
        "is smaller where the distance from saturation is larger (rank correlation -1.00, at least"
            + " 0.5 in absolute value), the opposite");
    List<String> apart =
        saturation(run().sat((k, t) -> t / 50).log10Grad((k, t) -> -5 + MadeUp.wiggle(t, 1)));
    assertSays(apart, NO_CONCLUSION_OVER_STEPS);
  }

  @Test
  void rankCorrelationsTestNothing() {
    assertSays(
        List.of(Answers.caution()),
        "describe the metrics of one run. They are not significance tests");
  }

  @Test
  void whatHardlyVariesSupportsNoConclusion() {
    List<String> texts = saturation(run().log10Grad((k, t) -> -5 + t / 40));
    assertSays(
        texts,
        "the distance from saturation hardly varies (from 0.700 to 0.700, a range of less than"
            + " 0.01)");
    assertSaysNot(texts, "rank correlation");
    assertSays(
        saturation(run().sat((k, t) -> t / 50)),
        "log10 of |dL/dh_t| hardly varies (from -4.00 to -4.00, a range of less than 0.1)");
  }

  @Test
  void overTrainingATrendAloneIsNotEnough() {
    DoubleBinaryOperator jagged = (k, t) -> .5 + .3 * MadeUp.wiggle(k, 1);
    assertSays(
        saturation(run().sat(jagged).log10Grad((k, t) -> -4 + MadeUp.wiggle(k, 1))),
        "Over the 24 checkpoints, log10 of |dL/dh_t| rises and falls with the distance from"
            + " saturation (rank correlation 1.00; of their changes from one checkpoint to the next,"
            + " 1.00; both at least 0.5 in absolute value)");
    assertSays(
        saturation(
            run()
                .sat((k, t) -> .2 + k / 50 + .02 * MadeUp.wiggle(k, 1))
                .log10Grad((k, t) -> -5 + k / 20 + .05 * MadeUp.wiggle(k, 4))),
        "log10 of |dL/dh_t| move in the same direction (rank correlation");
    assertSays(
        saturation(run().sat(jagged).log10Grad((k, t) -> -4 + MadeUp.wiggle(k, 9))),
        NO_CONCLUSION_OVER_CHECKPOINTS);
    assertSays(
        saturation(run().sat((k, t) -> .25 + k / 64).log10Grad((k, t) -> -5 + k / 16)),
        "changes by the same amount at every checkpoint, as a clock does");
  }

  @Test
  void fewCheckpointsSupportNoConclusion() {
    assertSays(
        saturation(
            run()
                .checkpoints(9)
                .sat((k, t) -> .5 + .3 * MadeUp.wiggle(k, 1))
                .log10Grad((k, t) -> -4 + MadeUp.wiggle(k, 1))),
        "there are too few checkpoints (9; at least 10 are needed) to tell whether");
  }

  @Test
  void clippingActsWhereTheNormsDiffer() {
    Object[] clip = {"clipstyle", "rescale", "cutoff", .05};
    assertSays(
        clipping(run().flags(clip)),
        "Clipped no update: with cutoff 0.05, clipping rescaled the gradient at none of 481");
    List<String> all = clipping(run().norm(k -> 2 + k).post(k -> .05).flags(clip));
    assertEquals(
        "Clipped nearly every update: with cutoff 0.05, clipping rescaled the gradient at 481 of"
            + " 481 iterations (100.0 %); the median norm of an iteration is 13.0 before clipping"
            + " and 0.0500 after; the largest is 25.0 before and 0.0500 after.",
        all.get(0));
    assertSays(all, "The largest norm before clipping occurs at iteration 461.");
    assertSays(all, "Clipping acted at 95 % or more of the iterations");
    List<String> some =
        clipping(run().norm(k -> k < 6 ? 1 : .01).post(k -> k < 6 ? .04 : .01).flags(clip));
    assertSays(
        some,
        "Clipped some updates: with cutoff 0.05, clipping rescaled the gradient at 121 of 481");
    assertSays(some, "481 iterations (25.2 %)");
    assertSays(
        some, "Clipping left the other updates unchanged (nearly every update: 95 % or more).");
  }

  @Test
  void thePeakOfASingleIterationIsSaidBesideTheMeans() {
    assertSays(
        norm(run().norm(k -> k == 9 ? 12 : .5).peak(195, 817)),
        "up to the last checkpoint, the largest norm of a single iteration is 817, at iteration 195.");
    assertSays(
        norm(run().peak(195, 4253.7)),
        "up to the last checkpoint, the largest norm of a single iteration is 4,254, at iteration 195.");
  }

  @Test
  void gatesSitNearTheirEndsInTheMiddleOrBetween() {
    assertEquals(
        "At iteration 480, gate z is near 0 or 1 (mean distance from 0 or 1: 0.140) and gate r is near"
            + " 0.5 (0.450); the data show no clear correlation between the gradient"
            + " and z's distance or r's distance.",
        verdict(run().gates().gateZ((k, t) -> .14), Question.GATES));
    assertSays(gates(run().gates()), "from the nearer one is below 0.15, as near 0.5 if");
    assertSays(
        gates(run().gates().gateZ((k, t) -> .16)),
        "gate z is partly open (mean distance from 0 or 1: 0.160)");
    assertSays(gates(run().gates().gateR((k, t) -> .36)), "r is near 0.5");
    assertSays(gates(run().gates().gateR((k, t) -> .34)), "gate r is partly open (0.340)");
  }

  @Test
  void gatesMoveFromATenthOn() {
    assertSays(
        gates(run().gates().gateZ((k, t) -> .1 + .01 * k)),
        "z moved away from 0 and 1: over training, its mean distance changed from 0.100 (iteration"
            + " 20) to 0.330, by 0.1 or more.");
    assertSays(
        gates(run().gates().gateR((k, t) -> .4 - .01 * k)), "r moved toward 0 or 1: over training");
    assertSays(
        gates(run().gates().gateZ((k, t) -> .1 + .004 * k)),
        "z hardly moved on average: over training");
  }

  @Test
  void gatesGoWithTheGradientOrNot() {
    assertSays(
        gates(run().gates().gateZ((k, t) -> t / 100).log10Grad((k, t) -> -5 + t / 40)),
        "log10 of |dL/dh_t| is larger where z's distance from 0 or 1 is larger (rank correlation"
            + " 1.00");
    assertSays(
        gates(run().gates().gateR((k, t) -> t / 100).log10Grad((k, t) -> -5 - t / 40)),
        "log10 of |dL/dh_t| is smaller where r's distance from 0 or 1 is larger (rank correlation"
            + " -1.00");
  }

  @Test
  void withoutGatesThereIsNoAnswerAboutThem() {
    assertFalse(Answers.of(run().metrics()).containsKey(Question.GATES));
    assertEquals(
        List.of("No conclusion: the run did not record its gates (diagGates is false)."),
        gates(run().flags("model", "gru")));
  }

  @Test
  void rhoMovesWithTheGradientOrNot() {
    List<String> with =
        radius(
            run()
                .rho(k -> 1 + .3 * MadeUp.wiggle(k, 2))
                .norm(k -> Math.pow(10, -MadeUp.wiggle(k, 2)))
                .log10Grad((k, t) -> t == 1 ? -5 + MadeUp.wiggle(k, 2) : -7));
    assertEquals(
        "rho is correlated with the gradient: the range of log10 of |dL/dh_t| over t rises and falls"
            + " with rho (rank correlation 1.00; of their changes, 1.00), and log10 of the gradient"
            + " norm falls when rho rises (rank correlation -1.00; of their changes, -1.00); rho is"
            + " 0.827 at iteration 20 and 0.874 at iteration 480.",
        with.get(0));
    assertSays(
        with, "the range of log10 of |dL/dh_t| over t rises and falls with rho (rank correlation");
    assertSays(
        with, "log10 of the gradient norm falls when rho rises, and rises when it falls (rank");
    assertSays(
        radius(
            run()
                .rho(k -> 1 + .3 * MadeUp.wiggle(k, 2))
                .norm(k -> Math.pow(10, MadeUp.wiggle(k, 11)))),
        NO_CONCLUSION_OVER_CHECKPOINTS);
    assertSays(
        radius(run().rho(k -> .5 + k / 16)),
        "No conclusion: the data show no clear correlation between rho and the gradient; rho is"
            + " 0.500 at iteration 20 and 1.938 at iteration 480.");
    assertSays(radius(run().rho(k -> .5 + k / 16)), "rho is below 1 at 8 of 24 checkpoints;");
    assertSays(radius(run().rho(k -> 1.5 + k / 16)), "rho is below 1 at none of 24 checkpoints;");
    assertSays(radius(run().gates()), "In a gru, the gradient also flows back through the gates");
    assertSaysNot(radius(run()), "In a gru");
  }

  @Test
  void withoutCheckpointsThereIsNothingToConcludeFrom() {
    for (String status : List.of("waiting", "failed")) {
      RunMetrics run = run().checkpoints(0).gates().status(status).metrics();
      assertEquals(Map.of(), Answers.of(run));
      assertEquals(
          Optional.of("No conclusion: the run is " + status + " and has no checkpoint."),
          Answers.missing(run));
    }
    assertEquals(Optional.empty(), Answers.missing(run().metrics()));
  }

  @Test
  void withoutProfilesTheDataDoNotSupportAnAnswer() {
    String reason = "No conclusion: the run has no metrics over t (collectDiags is false).";
    assertSays(gradient(run().withoutProfiles()), reason);
    assertSays(norm(run().withoutProfiles()), "the gradient norm rose from");
    assertSays(saturation(run().withoutProfiles()), reason);
    assertSays(gates(run().withoutProfiles().flags("model", "gru")), reason);
    assertSays(radius(run().withoutProfiles()), reason);
    assertSays(radius(run().withoutProfiles()), "rho is ");
  }

  @Test
  void oneCheckpointShowsNoChange() {
    assertSays(
        gradient(run().checkpoints(1)),
        "Only 1 checkpoint has metrics over t, so they show no change over training.");
    assertSaysNot(saturation(run().checkpoints(1)), "Over training");
    assertSays(
        radius(run().checkpoints(1)),
        "there are too few checkpoints (1; at least 10 are needed) to tell whether");
  }

  @Test
  void metricsThatAreNoNumbersAreLeftOutAndSaid() {
    MadeUp diverged =
        run()
            .status("diverged")
            .log10Grad((k, t) -> k >= 20 ? Double.NaN : -4)
            .norm(k -> k >= 20 ? Double.NaN : .5);
    assertSays(
        gradient(diverged), "The run is diverged; this answer covers it up to iteration 480.");
    assertSays(
        gradient(diverged),
        "Of 24 checkpoints, 20 have finite metrics over t; \"the last checkpoint\" means");
    assertSays(gradient(diverged), "Neither vanishes nor explodes: at iteration 400, none of 40");
    assertSays(
        norm(diverged),
        "Not finite: the gradient norm is not a finite number at 4 of 24 checkpoints, and at most 0.500"
            + " (iteration 20) at the others");
    assertSays(
        norm(run().norm(k -> Double.NaN)),
        "Not finite: the gradient norm is not a finite number at 24 of 24 checkpoints.");
    MadeUp nothing = run().log10Grad((k, t) -> Double.POSITIVE_INFINITY).rho(k -> Double.NaN);
    assertSays(
        saturation(nothing),
        "No conclusion: no checkpoint has finite metrics over t (the run is finished).");
    assertSays(radius(nothing), "rho is not finite at the first or the last of 24");
  }

  @Test
  void aRunThatGoesOnSaysHowFarItHasCome() {
    assertSays(
        gradient(run().status("running")),
        "The run is running; this answer covers it up to iteration 480.");
    assertSaysNot(gradient(run().status("solved")), "this answer covers it up to");
  }

  private static MadeUp clipped(String name, double cutoff) {
    return MadeUp.run(name).flags("clipstyle", "rescale", "cutoff", cutoff);
  }

  @Test
  void runsThatDifferInClippingAreComparedAtTheLastCheckpointOfAll() {
    List<Answer> answers =
        Answers.compare(
            List.of(
                clipped("A3", .01).norm(k -> 2).post(k -> .01).metrics(),
                MadeUp.run("A1").norm(k -> 5).sat((k, t) -> .1).metrics(),
                clipped("A2", .05).norm(k -> 4).post(k -> .05).checkpoints(10).metrics(),
                MadeUp.run("B1").flags("task", "mul").metrics()));
    assertEquals(
        List.of("What does clipping change? (A1, A2, A3)"),
        answers.stream().map(Answer::question).toList());
    List<String> texts = texts(answers.get(0));
    assertSays(
        texts,
        "The runs differ only in clipping (A1: no clipping; A2: cutoff 0.05; A3: cutoff 0.01). They"
            + " are compared up to iteration 200");
    assertSays(
        texts,
        "The median gradient norm of an iteration before clipping is 5.00 in A1, 4.00 in A2, 2.00 in A3: A1 and A3,"
            + " A2 and A3 differ by a factor of 2 or more; A1 and A2 do not.");
    assertSays(
        texts,
        "The mean distance from saturation is 0.100 in A1, 0.700 in A2, 0.700 in A3: A1 and A2, A1"
            + " and A3 differ by 0.1 or more; A2 and A3 do not.");
    assertEquals(
        "At iteration 200, A1 (no clipping), A2 (cutoff 0.05) and A3 (cutoff 0.01) differ in the"
            + " distance from saturation (0.100 in A1, 0.700 in A2, 0.700 in A3; no clear difference"
            + " between A2 and A3) and the largest gradient norm after clipping (5.00 in A1, 0.0500 in A2, 0.0100"
            + " in A3), but not clearly in the mean log10 of |dL/dh_t| (-4.00 in A1, -4.00 in A2,"
            + " -4.00 in A3) or the training loss (1.29 in A1, 1.29 in A2, 1.29 in A3).",
        texts.get(0));
    assertSays(
        texts,
        "no clear difference, because no two runs differ by 0.5 orders of magnitude or more.");
  }

  /** A2 and A3 are a factor of 1.16 apart, and A1 is far below both. */
  @Test
  void everyTwoRunsAreComparedAndNotOnlyTheLowestWithTheHighest() {
    List<RunMetrics> runs =
        List.of(
            MadeUp.run("A1").norm(k -> .35).metrics(),
            clipped("A2", .05).norm(k -> 40).post(k -> .05).metrics(),
            clipped("A3", .01).norm(k -> 34.5).post(k -> .01).metrics());
    List<String> texts = texts(Answers.compare(runs).get(0));
    assertSays(
        texts,
        "0.350 in A1, 40.0 in A2, 34.5 in A3: A1 and A2, A1 and A3 differ by a factor of 2 or more;"
            + " A2 and A3 do not.");
    assertSays(
        texts,
        "is 0.350 in A1, 0.0500 in A2, 0.0100 in A3: every two runs differ by a factor of 2");
  }

  @Test
  void peaksAreComparedIterationByIteration() {
    List<String> texts =
        texts(
            Answers.compare(
                    List.of(
                        MadeUp.run("A1").norm(k -> 5).peak(40, 817).metrics(),
                        clipped("A2", .05).norm(k -> 5).post(k -> .05).metrics()))
                .get(0));
    assertSays(
        texts,
        "The largest gradient norm before clipping is 817 in A1, 5.00 in A2: lower in A2, by a factor"
            + " of 2 or more.");
  }

  @Test
  void runsAreCalledByTheBeginningOfTheirNamesWhereThatTellsThemApart() {
    MadeUp first = MadeUp.run("A1_mem_noclip");
    assertEquals(
        "What does clipping change? (A1, A2)",
        Answers.compare(List.of(first.metrics(), clipped("A2_mem_clip", .05).metrics()))
            .get(0)
            .question());
    assertEquals(
        "What does clipping change? (A1_mem_clip, A1_mem_noclip)",
        Answers.compare(List.of(first.metrics(), clipped("A1_mem_clip", .05).metrics()))
            .get(0)
            .question());
  }

  @Test
  void anRnnAndAGruAreComparedWhereTheyClipAlike() {
    List<Answer> answers =
        Answers.compare(
            List.of(
                MadeUp.run("A1").metrics(),
                clipped("A2", .05).metrics(),
                MadeUp.run("A4").gates().flags("cutoff", 3.0).nll(k -> .5).metrics()));
    assertEquals(
        List.of("What does clipping change? (A1, A2)", "How do rnn and gru differ? (A1, A4)"),
        answers.stream().map(Answer::question).toList());
    List<String> texts = texts(answers.get(1));
    assertSays(texts, "The runs differ only in the cell (A1: rnn; A4: gru).");
    assertSays(
        texts,
        "The training loss is 1.28 in A1, 0.500 in A4: lower in A4, by 10 % of the lower one");
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    List<String> one =
        texts(
            Answers.compare(
                    List.of(
                        MadeUp.run("A1").metrics(),
                        clipped("A2", .05).checkpoints(0).status("waiting").metrics()))
                .get(0));
    assertEquals(
        List.of(
            "No comparison: fewer than two of the runs have a checkpoint.",
            "A2 is waiting and has no checkpoint yet, so it is left out."),
        one);
    List<String> two =
        texts(
            Answers.compare(
                    List.of(
                        MadeUp.run("A1").log10Grad((k, t) -> Double.NaN).metrics(),
                        clipped("A2", .05).metrics()))
                .get(0));
    assertSays(
        two,
        "The mean distance from saturation cannot be compared: there is no finite value in A1.");
  }

  @Test
  void metricsOutOfOrderAreRefused() {
    RunSpec spec = TestRuns.canonical();
    List<Checkpoint> checkpoints = run().metrics().checkpoints();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RunMetrics(
                spec,
                Status.FINISHED,
                List.of(checkpoints.get(1), checkpoints.get(0)),
                run().metrics().norms()));
  }
}
