package org.throughtime.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.throughtime.model.cell.LinearErrors;
import org.throughtime.model.cell.Network;
import org.throughtime.model.cell.Score;
import org.throughtime.model.cell.StateNoise;
import org.throughtime.model.kernel.KernelProvider;
import org.throughtime.model.random.LegacyRandom;
import org.throughtime.model.task.Batch;
import org.throughtime.model.task.Task;
import org.throughtime.model.task.Tasks;

class FreshDataTest {
  private static Map<String, float[]> trained(RunSpec spec) {
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    while (trainer.ended().isEmpty()) {
      trainer.step(new TrainingListener() {});
    }
    return trainer.parameters().toArrays();
  }

  private static RunSpec torder(Object... changes) {
    Object[] all = new Object[changes.length + 4];
    all[0] = "task";
    all[1] = "torder";
    all[2] = "collectDiags";
    all[3] = false;
    System.arraycopy(changes, 0, all, 4, changes.length);
    return SmallRuns.with(all);
  }

  /** The run's own validation, drawn and scored again by what scores fresh data. */
  @ParameterizedTest
  @ValueSource(strings = {"torder", "torder3", "add", "mul", "perm", "mem", "parity"})
  void scoresAsValidationDoes(String name) {
    RunSpec spec =
        SmallRuns.with(
            "task", name, "ebs", 20, "cbs", 20, "min_length", 30, "max_length", 30, "maxiters", 21);
    Recording recording = new Recording();
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    while (trainer.ended().isEmpty()) {
      trainer.step(recording);
    }
    Checkpoint checkpoint = recording.checkpoints.get(0);
    FreshData fresh = new FreshData(spec, trainer.parameters().toArrays(), KernelProvider.active());
    FreshScore score = fresh.at(30, spec.seed() + spec.validation().validSeed(), 20);
    assertEquals(20, score.sequences());
    assertEquals(checkpoint.validError(), score.error(), 1e-9);
    assertEquals(checkpoint.validNll(), score.nll(), 1e-12);
    assertEquals(
        checkpoint.get(CheckpointMetrics.VALID_MAXAE), score.linear().map(LinearErrors::maxae));
  }

  /** The noise of a batch is that of the training iteration with its number. */
  @Test
  void noiseIsThatOfTraining() {
    RunSpec spec = torder("maxiters", 1, "model", "rnn");
    Task task = Tasks.create(spec.task());
    Network network = Cells.network(spec, task, trained(spec), KernelProvider.active());
    LegacyRandom random = new LegacyRandom(7);
    Batch batch = task.newBatch(FreshData.MOST_SEQUENCES);
    double nll = 0;
    for (int number = 0; number < 2; number++) {
      task.draw(random, 30, batch);
      nll += network.train(batch, StateNoise.of(.5, 7, number)).loss() / 2;
    }
    FreshData fresh = new FreshData(spec, task, network);
    int sequences = 2 * FreshData.MOST_SEQUENCES;
    assertEquals(nll, fresh.withNoise(.5).at(30, 7, sequences).nll(), 1e-12);
    assertEquals(fresh.at(30, 7, sequences), fresh.withNoise(0).at(30, 7, sequences));
    assertTrue(Math.abs(nll - fresh.at(30, 7, sequences).nll()) > 1e-6);
    assertEquals(
        fresh.withNoise(.5).atDrawnLengths(7, 20), fresh.withNoise(.5).atDrawnLengths(7, 20));
  }

  @Test
  void everySequenceCountsTheSameInBatchesOfDifferentSizes() {
    RunSpec spec = torder("maxiters", 1);
    Map<String, float[]> weights = trained(spec);
    int length = 400;
    int most = 512;
    assertTrue(most * length <= FreshData.MOST_POSITIONS);
    FreshScore score = new FreshData(spec, weights, KernelProvider.active()).at(length, 7, 1000);
    Task task = Tasks.create(spec.task());
    LegacyRandom random = new LegacyRandom(7);
    double nll = 0;
    long wrong = 0;
    Trainer trainer = Trainer.start(spec, KernelProvider.active());
    trainer.parameters().assign(weights);
    for (int n : new int[] {most, 1000 - most}) {
      Batch batch = task.newBatch(n);
      task.draw(random, length, batch);
      Score part =
          Cells.network(spec, trainer.parameters(), task.head(), KernelProvider.active())
              .evaluate(batch);
      nll += part.loss() * n;
      wrong += Math.round(part.error() * n);
    }
    assertEquals(1000, score.sequences());
    assertEquals(wrong, score.wrong());
    assertEquals(nll / 1000, score.nll());
    assertEquals(wrong / 10.0, score.error());
  }

  @Test
  void theSameSeedGivesTheSameAndAnotherAnother() {
    RunSpec spec = torder();
    Map<String, float[]> weights = trained(spec);
    FreshScore first = new FreshData(spec, weights, KernelProvider.active()).atDrawnLengths(9, 300);
    assertEquals(
        first, new FreshData(spec, weights, KernelProvider.active()).atDrawnLengths(9, 300));
    assertTrue(
        first.nll()
            != new FreshData(spec, weights, KernelProvider.active()).atDrawnLengths(10, 300).nll());
    assertEquals(300, first.sequences());
  }

  @Test
  void drawnLengthsAreAllOfTheRunsAndNoOther() {
    // With one length to draw, nothing is drawn for it.
    RunSpec one = torder("min_length", 20, "max_length", 20);
    Map<String, float[]> weights = trained(one);
    LegacyRandom random = new LegacyRandom(3);
    Task task = Tasks.create(one.task());
    Trainer trainer = Trainer.start(one, KernelProvider.active());
    trainer.parameters().assign(weights);
    double nll = 0;
    for (int i = 0; i < 50; i++) {
      Batch batch = task.newBatch(1);
      task.draw(random, 20, batch);
      nll +=
          Cells.network(one, trainer.parameters(), task.head(), KernelProvider.active())
              .evaluate(batch)
              .loss();
    }
    assertEquals(
        nll / 50, new FreshData(one, weights, KernelProvider.active()).atDrawnLengths(3, 50).nll());
  }

  @Test
  void aBatchOfMemallHoldsEveryString() {
    RunSpec spec = SmallRuns.with("memall", true, "maxiters", 1);
    FreshScore score = new FreshData(spec, trained(spec), KernelProvider.active()).at(20, 1, 10);
    assertEquals(18, score.sequences(), "3^2 strings a batch, as often as it takes");
  }

  /** |y - NaN| is not above err_abs, and the largest of NaNs is class 0; both are still wrong. */
  @ParameterizedTest
  @ValueSource(strings = {"torder", "mem", "add", "mul", "perm"})
  void anOutputThatIsNotFiniteIsWrong(String name) {
    for (String backend : new String[] {"kernel", "reference"}) {
      RunSpec spec = SmallRuns.with("task", name, "maxiters", 1, "backend", backend);
      Map<String, float[]> weights = trained(spec);
      for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
        Arrays.fill(weights.get("W_hy"), bad);
        FreshScore score = new FreshData(spec, weights, KernelProvider.active()).at(30, 1, 20);
        assertEquals(20, score.wrong(), backend);
        assertEquals(100, score.error(), backend);
        assertFalse(Double.isFinite(score.nll()), backend);
      }
    }
  }

  @Test
  void refusesWeightsOfAnotherShape() {
    Map<String, float[]> weights = trained(torder("nhid", 5, "maxiters", 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> new FreshData(torder(), weights, KernelProvider.active()));
  }
}
