package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.SerializedCopy;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.metric.Metric;

class TrainerTest {
  private static final TrainingListener NOBODY = new TrainingListener() {};

  static Stream<RunSpec> interruptedRuns() {
    return Stream.of(
        SmallRuns.with("name", "mem_rnn"),
        SmallRuns.with("name", "mul_gru", "task", "mul", "model", "gru", "diagGates", true),
        SmallRuns.with("name", "mem_lstm", "model", "lstm", "diagGates", true),
        SmallRuns.with("name", "mul_identity", "task", "mul", "init", "identity_relu", "lr", .01),
        SmallRuns.with("name", "torder_omega", "task", "torder", "alpha", 2.0),
        SmallRuns.with("name", "momentum", "optimizer", "momentum"),
        SmallRuns.with("name", "adam", "task", "mul", "optimizer", "adam", "lr", .003),
        SmallRuns.with("name", "rmsprop", "task", "mul", "optimizer", "rmsprop", "lr", .003),
        SmallRuns.with(
            "name", "torder_full", "task", "torder", "alpha", 2.0, "omegaGradient", "full"),
        SmallRuns.with("name", "noise", "stateNoise", .1),
        SmallRuns.with(
            "name", "growth", "lengthSchedule", "factor=1.5,to=60,below=100%,checks=1,rate=.5"),
        SmallRuns.with(
            "name", "hold", "memvalues", 1, "lr", 1.0, "holdLengths", "10,30", "solvedChecks", 3),
        SmallRuns.with("name", "redraws", "task", "torder", "bs", 2, "redraws", "L30:3"),
        SmallRuns.with("name", "averaging", "averageFreq", 20, "optimizer", "momentum"),
        SmallRuns.with(
            "name",
            "averaging_long",
            "averageFreq",
            "L30:10",
            "lengthSchedule",
            "factor=1.5,to=60,below=100%,checks=1,rate=.5",
            "max_length",
            20),
        SmallRuns.with(
            "name",
            "again",
            "lengthSchedule",
            "factor=1.5,to=60,below=1%,checks=1,rate=.5,patience=1"),
        SmallRuns.with(
            "name",
            "best",
            "lengthSchedule",
            "factor=1.5,to=30,below=1%,checks=1,rate=1,patience=1"),
        SmallRuns.with("name", "rate_after", "lrSchedule", "37:.25"),
        SmallRuns.with("name", "rate_below", "task", "mul", "lrSchedule", "100%:.25,41:2"),
        SmallRuns.with("name", "alpha", "task", "torder", "alpha", 2.0, "alphaSchedule", "37:3"));
  }

  @ParameterizedTest
  @MethodSource("interruptedRuns")
  void goesOnWithTheSameBitsWhereverItWasInterrupted(RunSpec spec)
      throws IOException, ClassNotFoundException {
    Trainer whole = Trainer.start(spec, KernelProvider.active());
    Recording expected = Recording.of(whole);
    assertEquals(2, expected.checkpoints.size());
    for (int stop : new int[] {0, 1, 19, 20, 21, 37, 49}) {
      Trainer trainer = Trainer.start(spec, KernelProvider.active());
      Recording actual = new Recording();
      for (int i = 0; i < stop; i++) {
        trainer.step(actual);
      }
      Trainer restored =
          Trainer.restore(spec, SerializedCopy.of(trainer.snapshot()), KernelProvider.active());
      assertEquals(stop, restored.iteration());
      while (restored.ended().isEmpty()) {
        restored.step(actual);
      }
      assertEquals(expected.iterations, actual.iterations, "stopped at " + stop);
      assertEquals(expected.checkpointMetrics(), actual.checkpointMetrics(), "stopped at " + stop);
      assertSameWeights(whole, restored);
      assertEquals(whole.bestValidError(), restored.bestValidError());
    }
  }

  private static void assertSameWeights(Trainer expected, Trainer actual) {
    Map<String, float[]> weights = actual.parameters().toArrays();
    expected
        .parameters()
        .toArrays()
        .forEach((name, weight) -> assertArrayEquals(weight, weights.get(name), name));
  }

  @Test
  void aSnapshotDoesNotMoveWithTheRun() {
    Trainer trainer = Trainer.start(SmallRuns.with(), KernelProvider.active());
    TrainerState before = trainer.snapshot();
    float[] weights = before.weights().get("W_hh").clone();
    trainer.step(NOBODY);
    assertArrayEquals(weights, before.weights().get("W_hh"));
    assertFalse(Arrays.equals(weights, trainer.snapshot().weights().get("W_hh")));
    assertEquals(0, before.iteration());
  }

  @Test
  void anEndedRunStaysEnded() throws IOException, ClassNotFoundException {
    RunSpec spec = SmallRuns.with("maxiters", 2);
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.FINISHED), trainer.ended());
    assertThrows(IllegalStateException.class, () -> trainer.step(NOBODY));
    Trainer restored =
        Trainer.restore(spec, SerializedCopy.of(trainer.snapshot()), KernelProvider.active());
    assertEquals(Optional.of(RunStatus.FINISHED), restored.ended());
    assertThrows(IllegalStateException.class, () -> restored.step(NOBODY));
  }

  @Test
  void refusesAStateOfAnotherShape() {
    TrainerState state =
        Trainer.start(SmallRuns.with("nhid", 12), KernelProvider.active()).snapshot();
    RunSpec spec = SmallRuns.with("nhid", 13);
    assertThrows(
        IllegalArgumentException.class,
        () -> Trainer.restore(spec, state, KernelProvider.active()));
  }

  /** The first window holds checkFreq + 1 iterations, and is divided by checkFreq all the same. */
  @Test
  void checkpointMeansDivideByCheckFreq() {
    Recording recorded =
        Recording.of(
            Trainer.start(SmallRuns.with("alpha", 2.0, "task", "torder"), KernelProvider.active()));
    assertEquals(List.of(20, 40), recorded.checkpoints.stream().map(Checkpoint::iter).toList());
    List<List<IterationMetrics>> windows =
        List.of(recorded.iterations.subList(0, 21), recorded.iterations.subList(21, 41));
    for (int i = 0; i < windows.size(); i++) {
      Checkpoint c = recorded.checkpoints.get(i);
      assertEquals(mean(windows.get(i), IterationMetrics::trainNll), c.trainNll());
      assertEquals(mean(windows.get(i), IterationMetrics::gradientNorm), c.gradientNorm());
      assertEquals(mean(windows.get(i), IterationMetrics::gradientNormPost), c.gradientNormPost());
      assertEquals(
          mean(windows.get(i), IterationMetrics::omega), c.get(CheckpointMetrics.OMEGA).get());
      assertEquals(
          mean(windows.get(i), IterationMetrics::stepsInPast),
          c.get(CheckpointMetrics.STEPS_IN_PAST).get());
      assertTrue(c.get(CheckpointMetrics.OMEGA).get() > 0);
    }
  }

  private static double mean(
      List<IterationMetrics> window, ToDoubleFunction<IterationMetrics> metric) {
    double sum = 0;
    for (IterationMetrics metrics : window) {
      sum += metric.applyAsDouble(metrics);
    }
    return sum / 20;
  }

  @Test
  void bestValidErrorIsThatOfTheCheckpointsBefore() {
    Trainer trainer =
        Trainer.start(
            SmallRuns.with("checkFreq", 5, "task", "mul", "lr", .01), KernelProvider.active());
    Recording recorded = Recording.of(trainer);
    double best = 100;
    for (Checkpoint c : recorded.checkpoints) {
      assertEquals(best, c.bestValidError());
      best = Math.min(best, c.validError());
    }
    assertTrue(best < 100);
    assertEquals(best, trainer.bestValidError());
  }

  @Test
  void lengthsAreDrawnBelowMaxLength() {
    Recording recorded =
        Recording.of(Trainer.start(SmallRuns.with("max_length", 12), KernelProvider.active()));
    Set<Integer> lengths = new TreeSet<>();
    recorded.iterations.forEach(i -> lengths.add(i.length()));
    assertEquals(Set.of(10, 11), lengths);
  }

  @Test
  void equalLengthsAreNotDrawn() {
    Recording recorded =
        Recording.of(
            Trainer.start(
                SmallRuns.with("min_length", 17, "max_length", 17), KernelProvider.active()));
    assertTrue(recorded.iterations.stream().allMatch(i -> i.length() == 17));
    assertEquals(2, recorded.checkpoints.size());
    // mem: L + 2 * mempos
    Checkpoint first = recorded.checkpoints.get(0);
    assertEquals(21, first.get(CheckpointMetrics.GRAD_TIME).orElseThrow().length);
  }

  private static final Set<String> DIAGNOSTICS =
      Set.of("diag_loss", "diag_err", "grad_time", "act_time", "sat_time");
  private static final Set<String> LINEAR =
      Set.of("valid_mae", "valid_err_05", "valid_err_10", "valid_err_abs", "valid_maxae");

  private static Set<String> present(Checkpoint checkpoint) {
    return CheckpointMetrics.SCHEMA.metrics().stream()
        .filter(metric -> checkpoint.get(metric).isPresent())
        .map(Metric::name)
        .collect(Collectors.toSet());
  }

  @Test
  void withoutCollectDiagsThereAreNoDiagnosticsAndTheSameRun() {
    Recording with = Recording.of(Trainer.start(SmallRuns.with(), KernelProvider.active()));
    Recording without =
        Recording.of(Trainer.start(SmallRuns.with("collectDiags", false), KernelProvider.active()));
    assertTrue(with.checkpoints.stream().allMatch(c -> present(c).containsAll(DIAGNOSTICS)));
    assertTrue(
        without.checkpoints.stream().allMatch(c -> Collections.disjoint(present(c), DIAGNOSTICS)));
    assertEquals(with.iterations, without.iterations);
    assertEquals(
        with.checkpoints.stream().map(Checkpoint::validNll).toList(),
        without.checkpoints.stream().map(Checkpoint::validNll).toList());
  }

  @Test
  void furtherErrorsAreThereForLastLinearAlone() {
    Recording mul =
        Recording.of(Trainer.start(SmallRuns.with("task", "mul"), KernelProvider.active()));
    assertTrue(mul.checkpoints.stream().allMatch(c -> present(c).containsAll(LINEAR)));
    Checkpoint first = mul.checkpoints.get(0);
    assertEquals(
        first.validError(), 100 * first.get(CheckpointMetrics.VALID_ERR_ABS).orElseThrow(), 1e-9);
    Recording mem = Recording.of(Trainer.start(SmallRuns.with(), KernelProvider.active()));
    assertTrue(mem.checkpoints.stream().allMatch(c -> Collections.disjoint(present(c), LINEAR)));
  }

  @Test
  void alphaChangesNothingOfAGru() {
    RunSpec gru = SmallRuns.with("model", "gru", "alpha", 0.0);
    RunSpec alpha = SmallRuns.with("model", "gru", "alpha", 2.0);
    assertEquals(
        Recording.of(Trainer.start(gru, KernelProvider.active())).iterations,
        Recording.of(Trainer.start(alpha, KernelProvider.active())).iterations);
  }

  /** One digit at one place: recalling it is answering the recall symbol. */
  private static RunSpec easy(int solvedChecks, double lr) {
    return SmallRuns.with(
        "memvalues",
        1,
        "mempos",
        1,
        "min_length",
        1,
        "max_length",
        3,
        "lr",
        lr,
        "maxiters",
        5000,
        "solvedChecks",
        solvedChecks);
  }

  @Test
  void aSolvedRunStopsAtItsCheckpoint() {
    Trainer trainer = Trainer.start(easy(1, 1.0), KernelProvider.active());
    Recording recorded = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.SOLVED), trainer.ended());
    assertTrue(trainer.iteration() < 1000, "solved after " + trainer.iteration());
    List<Checkpoint> checkpoints = recorded.checkpoints;
    Checkpoint last = checkpoints.get(checkpoints.size() - 1);
    assertEquals(trainer.iteration(), last.iter() + 1);
    assertTrue(last.validError() < 1e-4);
    assertTrue(
        checkpoints.subList(0, checkpoints.size() - 1).stream()
            .allMatch(c -> c.validError() >= 1e-4));
    assertEquals(last.validError(), trainer.bestValidError());
  }

  @Test
  void moreChecksInARowEndItLater() throws IOException, ClassNotFoundException {
    Recording once = Recording.of(Trainer.start(easy(1, 1.0), KernelProvider.active()));
    RunSpec spec = easy(4, 1.0);
    Trainer whole = Trainer.start(spec, KernelProvider.active());
    Recording recorded = Recording.of(whole);
    assertEquals(Optional.of(RunStatus.SOLVED), whole.ended());
    int first = once.checkpoints.size();
    int all = recorded.checkpoints.size();
    assertEquals(once.iterations, recorded.iterations.subList(0, once.iterations.size()));
    assertTrue(all >= first + 3);
    assertTrue(
        recorded.checkpoints.subList(all - 4, all).stream().allMatch(c -> c.validError() < 1e-4));
    for (int stop = once.iterations.size() - 1; stop < recorded.iterations.size(); stop += 7) {
      Trainer trainer = Trainer.start(spec, KernelProvider.active());
      for (int i = 0; i < stop; i++) {
        trainer.step(NOBODY);
      }
      Trainer restored =
          Trainer.restore(spec, SerializedCopy.of(trainer.snapshot()), KernelProvider.active());
      Recording.of(restored);
      assertEquals(whole.iteration(), restored.iteration(), "stopped at " + stop);
      assertSameWeights(whole, restored);
    }
  }

  /** Weights that were good a moment ago are those of the beginning again. */
  @Test
  void aCheckpointWithErrorsBeginsTheCountAnew() {
    RunSpec spec = easy(2, 1.0);
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    while (trainer.snapshot().checksInARow() == 0) {
      trainer.step(NOBODY);
    }
    TrainerState once = trainer.snapshot();
    TrainerState worse =
        new TrainerState(
            once.iteration(),
            once.random(),
            Trainer.start(spec, KernelProvider.active()).snapshot().weights(),
            once.slots(),
            once.window(),
            once.bestValidError(),
            once.checksInARow(),
            once.stage(),
            null);
    Trainer again = Trainer.restore(easy(2, 2e-8), worse, KernelProvider.active());
    for (int i = 0; i < 20; i++) {
      again.step(NOBODY);
    }
    assertEquals(0, again.snapshot().checksInARow());
    assertTrue(again.ended().isEmpty());
  }

  /** A learning rate of nearly nothing, so both runs have the same network throughout. */
  @Test
  void aBatchWithoutAnErrorIsDrawnAgain() {
    Object[] flags = {"task", "torder", "bs", 1, "lr", 2e-8, "maxiters", 400, "cutoff", 0.0};
    List<Object> redrawn = new ArrayList<>(List.of(flags));
    redrawn.addAll(List.of("redraws", 1000));
    // The untrained network always gives one answer: where it is right, the loss is lowest.
    assertTrue(lowestLoss(redrawn.toArray()) > lowestLoss(flags) + .001);
  }

  private static double lowestLoss(Object... flags) {
    Trainer trainer = Trainer.start(SmallRuns.with(flags), KernelProvider.active());
    return Recording.of(trainer).iterations.stream()
        .mapToDouble(IterationMetrics::trainNll)
        .min()
        .orElseThrow();
  }

  /** After so many redraws the last batch is trained on, right or not. */
  @Test
  void redrawsAreLimited() {
    TrainerState state = solved();
    Trainer again = goOn(state, "redraws", 3);
    assertEquals(state.iteration() + 1, again.iteration());
    assertNotEquals(goOn(state).snapshot().random(), again.snapshot().random());
  }

  /** What is right only without the noise is trained on as it is drawn. */
  @Test
  void aBatchThatIsWrongUnderTheNoiseIsNotDrawnAgain() {
    TrainerState state = solved();
    Trainer noisy = goOn(state, "redraws", 3, "stateNoise", 100.0);
    assertEquals(goOn(state).snapshot().random(), noisy.snapshot().random());
  }

  private static TrainerState solved() {
    Trainer trainer = Trainer.start(easy(1, 1.0), KernelProvider.active());
    Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.SOLVED), trainer.ended());
    return trainer.snapshot();
  }

  /** One more iteration of a run that was solved, with other flags. */
  private static Trainer goOn(TrainerState state, Object... flags) {
    Map<String, Object> all = easy(1, 1.0).flags();
    for (int i = 0; i < flags.length; i += 2) {
      all.put((String) flags[i], flags[i + 1]);
    }
    TrainerState open =
        new TrainerState(
            state.iteration(),
            state.random(),
            state.weights(),
            state.slots(),
            state.window(),
            state.bestValidError(),
            0,
            state.stage(),
            null);
    Trainer again = Trainer.restore(RunSpec.fromFlags(all), open, KernelProvider.active());
    again.step(NOBODY);
    return again;
  }

  @Test
  void theRateChangesBehindSoManyIterations() {
    RunSpec plain = SmallRuns.with();
    RunSpec drop = SmallRuns.with("lrSchedule", "30:.5");
    RunSpec low = SmallRuns.with("lr", .05);
    Trainer dropping = Trainer.start(drop, KernelProvider.active());
    Trainer staying = Trainer.start(plain, KernelProvider.active());
    for (int n = 0; n < 30; n++) {
      dropping.step(NOBODY);
      staying.step(NOBODY);
    }
    assertSameWeights(staying, dropping);
    Trainer lower = Trainer.restore(low, staying.snapshot(), KernelProvider.active());
    for (int n = 30; n < 50; n++) {
      dropping.step(NOBODY);
      lower.step(NOBODY);
      assertSameWeights(lower, dropping);
    }
  }

  @Test
  void theRateChangesBehindACheckpointThatIsGoodEnough() {
    RunSpec spec = SmallRuns.with("task", "mul", "lr", .01, "checkFreq", 5);
    Recording plain = Recording.of(Trainer.start(spec, KernelProvider.active()));
    double second =
        plain.checkpoints.stream().map(Checkpoint::validError).distinct().sorted().toList().get(1);
    int at =
        plain.checkpoints.stream()
            .filter(c -> c.validError() < second)
            .findFirst()
            .orElseThrow()
            .iter();
    RunSpec drop =
        SmallRuns.with("task", "mul", "lr", .01, "checkFreq", 5, "lrSchedule", second + "%:.5");
    RunSpec low = SmallRuns.with("task", "mul", "lr", .005, "checkFreq", 5);
    Trainer dropping = Trainer.start(drop, KernelProvider.active());
    Trainer staying = Trainer.start(spec, KernelProvider.active());
    for (int n = 0; n <= at; n++) {
      dropping.step(NOBODY);
      staying.step(NOBODY);
    }
    assertSameWeights(staying, dropping);
    Trainer lower = Trainer.restore(low, staying.snapshot(), KernelProvider.active());
    while (dropping.ended().isEmpty()) {
      dropping.step(NOBODY);
      lower.step(NOBODY);
    }
    assertSameWeights(lower, dropping);
  }

  @Test
  void theWeightOfOmegaChangesBehindSoManyIterations() {
    RunSpec plain = SmallRuns.with("task", "torder", "alpha", 2.0);
    Trainer rising =
        Trainer.start(
            SmallRuns.with("task", "torder", "alpha", 2.0, "alphaSchedule", "30:3"),
            KernelProvider.active());
    Trainer staying = Trainer.start(plain, KernelProvider.active());
    for (int n = 0; n < 30; n++) {
      rising.step(NOBODY);
      staying.step(NOBODY);
    }
    assertSameWeights(staying, rising);
    Trainer heavy =
        Trainer.restore(
            SmallRuns.with("task", "torder", "alpha", 6.0),
            staying.snapshot(),
            KernelProvider.active());
    for (int n = 30; n < 50; n++) {
      rising.step(NOBODY);
      heavy.step(NOBODY);
      staying.step(NOBODY);
      assertSameWeights(heavy, rising);
    }
    float[] light = staying.parameters().toArrays().get("W_hh");
    assertFalse(Arrays.equals(light, rising.parameters().toArrays().get("W_hh")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem", "mul", "torder"})
  void withoutClippingAHugeStepDiverges(String task) {
    Trainer trainer = Trainer.start(huge(task, "nothing", 1e4), KernelProvider.active());
    Recording recorded = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.DIVERGED), trainer.ended());
    assertTrue(trainer.iteration() < 50);
    assertEquals(trainer.iteration(), recorded.iterations.size());
  }

  /** With rescale a NaN gradient is replaced, so only the weights tell that nothing is left. */
  @ParameterizedTest
  @ValueSource(strings = {"add", "mul", "torder"})
  void weightsThatAreNotFiniteDivergeWithRescaleToo(String task) {
    RunSpec run = SmallRuns.with("task", task, "clipstyle", "rescale", "lr", 1e38);
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recorded = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.DIVERGED), trainer.ended());
    assertTrue(recorded.iterations.size() < 50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mem", "mul", "torder"})
  void withRescaleItGoesOn(String task) {
    Trainer trainer = Trainer.start(huge(task, "rescale", 100), KernelProvider.active());
    Recording recorded = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.FINISHED), trainer.ended());
    assertEquals(50, recorded.iterations.size());
    assertTrue(
        recorded.iterations.stream().anyMatch(i -> !(i.gradientNorm() <= 1e10)),
        "some norm must be hopeless");
  }

  private static RunSpec huge(String task, String clipstyle, double lr) {
    return SmallRuns.with(
        "task", task, "init", "test", "lr", lr, "clipstyle", clipstyle, "cutoff", 1e9);
  }
}
