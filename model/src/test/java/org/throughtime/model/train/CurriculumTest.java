package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.metric.Metric;

/** A {@link LengthSchedule} with patience. */
class CurriculumTest {
  private static final TrainingListener NOBODY =
      new TrainingListener() {
        @Override
        public void onIteration(IterationMetrics metrics) {}

        @Override
        public void onCheckpoint(Checkpoint checkpoint) {}
      };

  /** Learned in some hundred iterations: all it takes is to know when to answer. */
  private static RunSpec easy(Object... flags) {
    List<Object> all =
        new ArrayList<>(
            List.of("memvalues", 1, "lr", 1.0, "ebs", 20, "collectDiags", false, "min_length", 10));
    all.addAll(List.of(flags));
    return SmallRuns.with(all.toArray());
  }

  private static List<Double> column(Recording recording, Metric<CheckpointSource, Double> metric) {
    return recording.checkpoints.stream().map(c -> c.get(metric).orElse(null)).toList();
  }

  private static Trainer after(RunSpec spec, int iterations) {
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    for (int i = 0; i < iterations; i++) {
      trainer.step(NOBODY);
    }
    return trainer;
  }

  private static void assertSame(Map<String, float[]> expected, Map<String, float[]> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, array) -> assertArrayEquals(array, actual.get(name), name));
  }

  @Test
  void patienceIsPartOfTheScheduleWhereItIsGiven() {
    String patient = "factor=1.4,to=60,below=1.5%,checks=2,rate=0.5,patience=8";
    assertEquals(patient, LengthSchedule.parse(patient).label());
    assertTrue(LengthSchedule.parse(patient).hasPatience());
    assertFalse(LengthSchedule.parse(patient.replace(",patience=8", "")).hasPatience());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "", "-1", "1.5", "99999999999"})
  void patienceIsAWholeNumber(String patience) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            LengthSchedule.parse(
                "factor=1.4,to=60,below=1.5%,checks=2,rate=0.5,patience=" + patience));
  }

  @Test
  void aStageThatIsNotPassedInTimeEndsTheAttempt() {
    RunSpec run =
        SmallRuns.with(
            "maxiters",
            101,
            "lengthSchedule",
            "factor=2,to=60,below=.001%,checks=1,rate=1,patience=2");
    Recording recording = Recording.of(Trainer.start(run, KernelProvider.active()));
    assertEquals(List.of(0.0, 0.0, 1.0, 1.0, 2.0), column(recording, CheckpointMetrics.ATTEMPT));
    Map<String, float[]> first = after(run, 0).parameters().toArrays();
    Map<String, float[]> again = after(run, 41).parameters().toArrays();
    float[] before = after(run, 40).parameters().toArrays().get("W_hh");
    assertFalse(Arrays.equals(before, again.get("W_hh")), "weights are drawn");
    assertFalse(Arrays.equals(first.get("W_hh"), again.get("W_hh")), "they are others");
    assertEquals(magnitude(first.get("W_hh")), magnitude(again.get("W_hh")), .02, "as the first");
  }

  private static double magnitude(float[] weights) {
    return Math.sqrt(
        IntStream.range(0, weights.length)
            .mapToDouble(i -> weights[i] * weights[i])
            .average()
            .orElseThrow());
  }

  @Test
  void aStageThatIsPassedGivesTheNextOneItsOwnTime() {
    RunSpec run =
        SmallRuns.with(
            "task",
            "torder",
            "maxiters",
            101,
            "max_length",
            20,
            "lengthSchedule",
            "factor=2,to=600,below=100%,checks=2,rate=1,patience=3");
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    boolean passes =
        column(recording, CheckpointMetrics.VALID_ERROR).stream().allMatch(e -> e < 100);
    assertTrue(passes, "the run gets some sequences right");
    assertEquals(0, trainer.snapshot().stage().attempt());
    assertEquals(2, trainer.snapshot().stage().number());
  }

  @Test
  void theLastStageReturnsToItsBestWeightsAndEndsWithThem() {
    Trainer trainer = Trainer.start(oftenWorse(801), KernelProvider.active());
    int returns = 0;
    while (trainer.ended().isEmpty()) {
      trainer.step(NOBODY);
      Best best = trainer.snapshot().stage().best();
      if (best.returns() > returns) {
        assertSame(best.weights(), trainer.parameters().toArrays());
        returns = best.returns();
      }
    }
    assertTrue(returns > 0, "it returned");
    Best best = trainer.snapshot().stage().best();
    assertEquals(Optional.of(RunStatus.FINISHED), trainer.ended());
    assertEquals(trainer.bestValidError(), best.error());
    assertSame(best.weights(), trainer.parameters().toArrays());
  }

  @Test
  void eachReturnLowersTheRateDownToAQuarter() {
    Best best = Best.NONE;
    assertEquals(1, best.rate());
    best = best.returned().returned();
    assertEquals(.64, best.rate(), 1e-12);
    for (int i = 0; i < 20; i++) {
      best = best.returned();
    }
    assertEquals(.25, best.rate());
  }

  @Test
  void anErrorThatIsNotFiniteIsNeverTheBest() {
    RunSpec run = lastStage(2);
    Stage stage = Stage.FIRST;
    assertTrue(stage.keepsBest(run));
    Trainer trainer = after(run, 0);
    for (double error : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertFalse(stage.after(run, error, trainer.parameters()).best().isPresent());
    }
    Stage found = stage.after(run, 50, trainer.parameters());
    assertEquals(50, found.best().error());
    assertEquals(50, found.after(run, Double.NaN, trainer.parameters()).best().error());
    assertEquals(1, found.after(run, 70, trainer.parameters()).waited());
  }

  @Test
  void anAttemptEndsWhereTheLastStageFindsNothingGood() {
    RunSpec run = lastStage(20);
    Trainer trainer = after(run, 0);
    Stage stage = Stage.FIRST.after(run, 60, trainer.parameters());
    for (int i = 1; i < 20; i++) {
      stage = stage.after(run, 61, trainer.parameters());
      assertEquals(i / Stage.RETURN_AFTER, stage.best().returns());
    }
    assertEquals(0, stage.attempt());
    assertEquals(1, stage.after(run, 61, trainer.parameters()).attempt());
    assertEquals(0, stage.after(run, 59, trainer.parameters()).waited(), "better weights");
  }

  @Test
  void anAttemptWithGoodWeightsHasMoreTimeAndItsWeightsAreKept() {
    RunSpec run = lastStage(20);
    Trainer trainer = after(run, 0);
    Stage stage = Stage.FIRST.after(run, 50, trainer.parameters());
    for (int i = 1; i < 20 * Stage.LAST_PATIENCE; i++) {
      stage = stage.after(run, 51, trainer.parameters());
    }
    assertEquals(0, stage.attempt());
    Stage next = stage.after(run, 51, trainer.parameters());
    assertEquals(1, next.attempt());
    assertFalse(next.best().isPresent(), "another attempt has its own best weights");
    assertEquals(50, next.lowest().error(), "those of the attempt before are kept");
    assertEquals(50, next.after(run, 55, trainer.parameters()).lowest().error());
    assertEquals(45, next.after(run, 45, trainer.parameters()).lowest().error());
  }

  /** The learning rate is so high that weights get worse again. */
  @Test
  void aRunEndsWithTheBestWeightsOfAllItsAttempts() {
    RunSpec run =
        easy(
            "lr",
            3.0,
            "maxiters",
            1601,
            "max_length",
            20,
            "solvedChecks",
            1000,
            "lengthSchedule",
            "factor=2,to=20,below=100%,checks=1,rate=1,patience=2");
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    Stage last = trainer.snapshot().stage();
    assertTrue(last.attempt() > 0, "it began again");
    assertEquals(
        column(recording, CheckpointMetrics.VALID_ERROR).stream()
            .mapToDouble(error -> error)
            .min()
            .orElseThrow(),
        last.lowest().error());
    assertSame(last.lowest().weights(), trainer.parameters().toArrays());
  }

  /** Whether it ended before does not show in a run whose maxiters is raised. */
  @Test
  void aFinishedRunResumesFromTheWeightsInTraining() {
    Trainer half = Trainer.start(oftenWorse(401), KernelProvider.active());
    Recording.of(half);
    TrainerState end = half.snapshot();
    assertSame(end.result(), half.parameters().toArrays());
    String recurrent = half.spec().cell().model().recurrent();
    assertFalse(Arrays.equals(end.weights().get(recurrent), end.result().get(recurrent)));
    assertSame(
        end.result(),
        Trainer.restore(half.spec(), end, KernelProvider.active()).parameters().toArrays());

    Trainer whole = Trainer.start(oftenWorse(801), KernelProvider.active());
    Recording.of(whole);
    TrainerState open =
        new TrainerState(
            end.iteration(),
            end.random(),
            end.weights(),
            end.slots(),
            end.window(),
            end.bestValidError(),
            end.checksInARow(),
            end.stage(),
            null);
    Trainer resumed = Trainer.restore(oftenWorse(801), open, KernelProvider.active());
    Recording.of(resumed);
    assertSame(whole.snapshot().weights(), resumed.snapshot().weights());
    assertSame(whole.parameters().toArrays(), resumed.parameters().toArrays());
  }

  /** The learning rate is so high that weights get worse again. */
  private static RunSpec oftenWorse(int maxiters) {
    return easy(
        "lr",
        3.0,
        "maxiters",
        maxiters,
        "max_length",
        20,
        "solvedChecks",
        1000,
        "lengthSchedule",
        "factor=2,to=20,below=100%,checks=1,rate=1,patience=10");
  }

  private static RunSpec lastStage(int patience) {
    return easy(
        "max_length",
        20,
        "lengthSchedule",
        "factor=2,to=20,below=60%,checks=1,rate=1,patience=" + patience);
  }

  @Test
  void aRunThatHoldsWithoutErrorIsSolved() {
    RunSpec run =
        easy(
            "maxiters",
            3001,
            "max_length",
            20,
            "holdLengths",
            "10,20",
            "holdFreq",
            20_000,
            "lengthSchedule",
            "factor=2,to=20,below=60%,checks=1,rate=1,patience=20");
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.SOLVED), trainer.ended());
    List<Double> errors =
        column(recording, CheckpointMetrics.HOLD_ERROR).stream().filter(e -> e != null).toList();
    assertEquals(0, errors.get(errors.size() - 1));
    for (int i = 1; i < errors.size(); i++) {
      assertTrue(errors.get(i) < errors.get(i - 1), "only lower ones are shown: " + errors);
    }
    FreshData fresh = new FreshData(run, trainer.parameters().toArrays(), KernelProvider.active());
    assertTrue(fresh.at(20, 77, 1000).error() < 1, "fresh sequences are right as well");
  }
}
