package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.kernel.KernelProvider;

class HoldTest {
  /** Learned in some hundred iterations: all it takes is to know when to answer. */
  private static RunSpec easy(Object... flags) {
    List<Object> all =
        new ArrayList<>(
            List.of("memvalues", 1, "lr", 1.0, "maxiters", 2000, "ebs", 20, "collectDiags", false));
    all.addAll(List.of(flags));
    return SmallRuns.with(all.toArray());
  }

  private static List<Optional<Double>> holds(Recording recording) {
    return recording.checkpoints.stream().map(c -> c.get(CheckpointMetrics.HOLD)).toList();
  }

  @Test
  void readsWhatItWrites() {
    assertEquals(List.of(), HoldSpec.parse("none"));
    assertEquals("none", HoldSpec.label(List.of()));
    assertEquals(List.of(50, 100, 1000), HoldSpec.parse("50, 100,1000"));
    assertEquals("50,100,1000", HoldSpec.label(List.of(50, 100, 1000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "10,10", "20,10", "10,", "ten", "10;20", "99999999999"})
  void takesAscendingLengthsAlone(String text) {
    assertThrows(IllegalArgumentException.class, () -> HoldSpec.parse(text));
  }

  @Test
  void isTheGreatestLengthUpToWhichFreshSequencesAreRight() {
    RunSpec run = easy("holdLengths", "10,30,100,1000", "solvedChecks", 1000, "maxiters", 901);
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    Checkpoint last = recording.checkpoints.get(recording.checkpoints.size() - 1);
    assertTrue(last.validError() < HoldTrial.PERCENT, "the run has learned its lengths");

    FreshData fresh = new FreshData(run, trainer.parameters().toArrays(), KernelProvider.active());
    double greatest = 0;
    for (int length : run.validation().hold().lengths()) {
      long seed = HoldTrial.seed(run, length);
      if (fresh.at(length, seed, HoldTrial.SEQUENCES).error() >= HoldTrial.PERCENT) {
        break;
      }
      greatest = length;
    }
    assertEquals(Optional.of(greatest), last.get(CheckpointMetrics.HOLD));
    assertTrue(greatest >= 30, "it holds what it was trained on");
    List<Integer> learned =
        recording.checkpoints.stream()
            .filter(c -> c.validError() < HoldTrial.PERCENT)
            .map(Checkpoint::iter)
            .toList();
    assertEquals(learned, recording.evaluations, "told before each that measured");
  }

  @Test
  void isNothingWhileTheValidationSetIsNotLearned() {
    RunSpec run = SmallRuns.with("holdLengths", "10", "maxiters", 41);
    Recording recording = Recording.of(Trainer.start(run, KernelProvider.active()));
    assertEquals(List.of(Optional.of(0.0), Optional.of(0.0)), holds(recording));
    assertEquals(List.of(), recording.evaluations);
  }

  @Test
  void isMeasuredEveryHoldFreqIterationsAlone() {
    RunSpec run = SmallRuns.with("holdLengths", "10", "holdFreq", 40, "maxiters", 81);
    Recording recording = Recording.of(Trainer.start(run, KernelProvider.active()));
    Optional<Double> none = Optional.empty();
    assertEquals(List.of(none, Optional.of(0.0), none, Optional.of(0.0)), holds(recording));
    Recording without = Recording.of(Trainer.start(SmallRuns.with(), KernelProvider.active()));
    holds(without).forEach(hold -> assertEquals(none, hold));
  }

  @Test
  void changesNoBitOfTheTraining() {
    Object[] flags = {"solvedChecks", 1000, "maxiters", 601};
    Trainer plain = Trainer.start(easy(flags), KernelProvider.active());
    Recording.of(plain);
    List<Object> measured = new ArrayList<>(List.of(flags));
    measured.addAll(List.of("holdLengths", "10,30,100"));
    Trainer holding = Trainer.start(easy(measured.toArray()), KernelProvider.active());
    Recording.of(holding);
    Map<String, float[]> expected = plain.parameters().toArrays();
    holding
        .parameters()
        .toArrays()
        .forEach((name, weights) -> assertArrayEquals(expected.get(name), weights, name));
  }

  /** It holds what is asked for before it has trained on the longest lengths. */
  @Test
  void solvesARunInAnyStage() {
    RunSpec run =
        easy(
            "max_length",
            20,
            "lengthSchedule",
            "factor=2,to=5000,below=50%,checks=20,rate=1",
            "holdLengths",
            "10,20");
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    assertEquals(Optional.of(RunStatus.SOLVED), trainer.ended());
    assertFalse(trainer.snapshot().stage().isLast(run));
    List<Optional<Double>> holds = holds(recording);
    assertEquals(Optional.of(20.0), holds.get(holds.size() - 1));
  }

  /** Temporal order at one length alone: right there, and at a hundred times that length not. */
  @Test
  void aRunThatHoldsLessIsNotSolved() {
    RunSpec run =
        SmallRuns.with(
            "task",
            "torder",
            "min_length",
            10,
            "max_length",
            10,
            "nhid",
            20,
            "bs",
            20,
            "maxiters",
            3001,
            "ebs",
            200,
            "checkFreq",
            100,
            "collectDiags",
            false,
            "holdLengths",
            "10,1000");
    Trainer trainer = Trainer.start(run, KernelProvider.active());
    Recording recording = Recording.of(trainer);
    assertTrue(
        recording.checkpoints.stream().anyMatch(c -> c.validError() == 0), "no validation error");
    assertEquals(Optional.of(RunStatus.FINISHED), trainer.ended());
    assertTrue(holds(recording).contains(Optional.of(10.0)), "it holds its own length");
  }
}
